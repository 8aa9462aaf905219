package plainstream.bench.quarkus.duties;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;

/** Validates a name, stores the greeting as a CloudEvent, waits for the acknowledgement, answers JSON or a problem (RFC 9457). */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public class Greetings {
    private static final Pattern NAME = Pattern.compile("^[a-zA-Z][-_a-zA-Z0-9]{0,246}$");
    private static final Pattern KEY = Pattern.compile("^[A-Za-z0-9_-]{1,64}$");

    private final Events events;

    @Inject
    Greetings(Events events) {
        this.events = events;
    }

    /** An answer. */
    public record Hello(String message) {}

    /** An answer, and the event's value. Quarkus would sort the members by their names. */
    @JsonPropertyOrder({"timestamp", "message"})
    public record Greeting(long timestamp, String message) {}

    /** Says hello, on the event loop. */
    @GET
    @Path("hello")
    public Hello hello() {
        return new Hello("Hello, World!");
    }

    /** Stores and greets. On a virtual thread, so that waiting is Quarkus's own way. */
    @GET
    @Path("current_time")
    @RunOnVirtualThread
    public Greeting currentTime(
            @QueryParam("name") @DefaultValue("") String name,
            @HeaderParam("Idempotency-Key") @DefaultValue("") String key)
            throws InterruptedException {
        if (!NAME.matcher(name).matches() || !key.isEmpty() && !KEY.matcher(key).matches()) {
            throw new BadRequestException("name or Idempotency-Key is invalid");
        }
        var greeting = new Greeting(Instant.now().getEpochSecond(), "Hello, " + name + "!");
        try {
            events.store(name, key, greeting);
        } catch (ExecutionException e) {
            throw new ServiceUnavailableException("Kafka did not confirm in time.", 1L, e);
        }
        return greeting;
    }
}
