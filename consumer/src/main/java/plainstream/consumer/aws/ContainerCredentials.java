package plainstream.consumer.aws;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import plainstream.consumer.json.Json;
import plainstream.consumer.json.JsonException;
import plainstream.consumer.json.JsonObject;
import plainstream.consumer.json.JsonValue;
import plainstream.consumer.time.UtcTime;

/** Credentials of the container endpoint, fetched anew some minutes before they expire. */
final class ContainerCredentials implements CredentialsSource {
    /** New credentials are fetched so long before the present ones expire; AWS has them ready by then. */
    private static final long REFRESH_BEFORE_MS = 5 * 60_000;

    /** How long credentials are used whose endpoint does not say when they expire. */
    private static final long NO_EXPIRY_MS = 15 * 60_000;

    private static final Http.Limits LIMITS = new Http.Limits(1_000, 2_000, 64 * 1024);
    private static final List<String> HOSTS =
            List.of("localhost", "127.0.0.1", "[::1]", "169.254.170.2", "169.254.170.23", "[fd00:ec2::23]");

    private final URI uri;
    private final String token;
    private final InstantSource clock;
    private Credentials current;
    private long expiresAtMs;
    private boolean stale;

    ContainerCredentials(URI uri, String token, InstantSource clock) {
        this.uri = uri;
        this.token = token;
        this.clock = clock;
    }

    /** The token must go nowhere but to AWS: by TLS, or to this host's own addresses (the rule of AWS's SDKs). */
    static URI checked(String text) {
        URI uri = URI.create(text);
        boolean near = "http".equals(uri.getScheme()) && HOSTS.contains(uri.getHost());
        if (!near && !"https".equals(uri.getScheme())) {
            throw new IllegalArgumentException(
                    "AWS_CONTAINER_CREDENTIALS_FULL_URI is " + text + ": only https, or http to one of " + HOSTS);
        }
        return uri;
    }

    @Override
    public synchronized void expire() {
        stale = true;
    }

    @Override
    public synchronized Credentials get() throws IOException {
        long nowMs = clock.millis();
        if (stale || current == null || nowMs >= expiresAtMs - REFRESH_BEFORE_MS) {
            refresh(nowMs);
        }
        return current;
    }

    /** A failure is no matter as long as the present ones hold. */
    private void refresh(long nowMs) throws IOException {
        try {
            read(Json.parse(fetch()).asObject(), nowMs);
            stale = false;
        } catch (IOException | JsonException e) {
            if (stale || current == null || nowMs >= expiresAtMs) {
                throw new IOException("no credentials from " + uri + ": " + e.getMessage(), e);
            }
        }
    }

    private byte[] fetch() throws IOException {
        List<HttpHeader> headers =
                List.of(new HttpHeader("Accept", "application/json"), new HttpHeader("Authorization", token));
        HttpRequest request =
                new HttpRequest("GET", uri, token.isEmpty() ? headers.subList(0, 1) : headers, new byte[0]);
        HttpAnswer answer = Http.send(request, LIMITS);
        if (answer.status() != 200) {
            throw new IOException("status " + answer.status());
        }
        return answer.body();
    }

    private void read(JsonObject answer, long nowMs) throws IOException {
        String end = text(answer, "Expiration");
        String iso = end.isEmpty() ? UtcTime.iso(Instant.ofEpochMilli(nowMs + NO_EXPIRY_MS)) : UtcTime.normalise(end);
        if (iso.isEmpty()) {
            throw new IOException("Expiration is no UTC time: " + end);
        }
        current = new Credentials(
                answer.member("AccessKeyId").asString(),
                answer.member("SecretAccessKey").asString(),
                text(answer, "Token"));
        expiresAtMs = UtcTime.epochMillis(iso);
    }

    private static String text(JsonObject answer, String name) {
        JsonValue value = answer.members().get(name);
        return value == null ? "" : value.asString();
    }
}
