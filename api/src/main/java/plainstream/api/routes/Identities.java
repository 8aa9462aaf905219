package plainstream.api.routes;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import plainstream.api.http.Call;
import plainstream.api.http.Problem;
import plainstream.api.http.Refusal;
import plainstream.api.kafka.Event;
import plainstream.api.time.UtcTime;

/** Makes the identities of events: random, or the client's {@code Idempotency-Key}. */
final class Identities {
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private Identities() {}

    static Event.Identity random(Call call, Instant now) {
        return new Event.Identity(
                UUID.randomUUID().toString(), false, UtcTime.micros(now), call.trace(), call.traceparent());
    }

    /** The client's key as identity, if it sent one. */
    static Event.Identity of(Call call, Instant now) throws Refusal {
        List<String> keys = call.headers().get("Idempotency-key");
        if (keys == null) {
            return random(call, now);
        }
        if (keys.size() != 1 || !KEY.matcher(keys.getFirst()).matches()) {
            throw new Refusal(Problem.invalid(
                    Problem.Fault.parameter("Idempotency-Key", "given once, 1 to 64 characters of [A-Za-z0-9_-]")));
        }
        return new Event.Identity(keys.getFirst(), true, UtcTime.micros(now), call.trace(), call.traceparent());
    }
}
