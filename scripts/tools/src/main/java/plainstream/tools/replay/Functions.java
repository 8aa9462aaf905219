package plainstream.tools.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import plainstream.consumer.aws.CredentialsSource;
import plainstream.consumer.aws.Http;
import plainstream.consumer.aws.HttpAnswer;
import plainstream.consumer.aws.HttpHeader;
import plainstream.consumer.aws.HttpRequest;
import plainstream.consumer.aws.SigV4;
import plainstream.consumer.json.Json;
import plainstream.consumer.json.JsonArray;
import plainstream.consumer.json.JsonException;
import plainstream.consumer.json.JsonObject;
import plainstream.consumer.time.UtcTime;

/**
 * Invokes the functions, and waits for each.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">AWS: Invoke</a>
 */
final class Functions implements Target {
    private static final int ATTEMPTS = 6;
    private static final long PAUSE_MS = 250;
    private static final int MAX_SHOWN = 300;

    /** A function may take a quarter of an hour, and answer with 6 MB. */
    private static final Http.Limits LIMITS = new Http.Limits(5_000, 910_000, 6 * 1024 * 1024);

    private final URI endpoint;
    private final Map<String, String> paths;
    private final SigV4 signer;
    private final CredentialsSource credentials;
    private final long pauseMs;

    /**
     * Signs with the environment's credentials.
     *
     * @param functions the function of each topic, {@code NAME} or {@code NAME:ALIAS}
     */
    Functions(Map<String, String> functions, Map<String, String> environment) {
        this(functions, environment, PAUSE_MS);
    }

    Functions(Map<String, String> functions, Map<String, String> environment, long pauseMs) {
        this.pauseMs = pauseMs;
        String region = environment.getOrDefault("AWS_REGION", "us-east-1");
        String any = environment.getOrDefault("AWS_ENDPOINT_URL", "https://lambda." + region + ".amazonaws.com");
        this.endpoint = URI.create(environment.getOrDefault("AWS_ENDPOINT_URL_LAMBDA", any));
        this.signer = new SigV4(region, "lambda");
        this.credentials = CredentialsSource.of(environment, Clock.systemUTC());
        this.paths = functions;
    }

    @Override
    public void give(Source source, long firstOffset, byte[] event) throws IOException {
        for (int attempt = 1; ; attempt++) {
            String why;
            try {
                why = failure(invoke(paths.get(source.topic()), event));
            } catch (IOException e) {
                why = e.toString();
            }
            if (why.isEmpty()) {
                return;
            }
            if (attempt == ATTEMPTS) {
                throw new IOException(
                        paths.get(source.topic()) + " did not take it, " + attempt + " times; last: " + why);
            }
            pause(attempt);
        }
    }

    private HttpAnswer invoke(String function, byte[] event) throws IOException {
        String[] parts = function.split(":", 2);
        String query = parts.length == 1 ? "" : "Qualifier=" + parts[1];
        String path = "/2015-03-31/functions/" + parts[0] + "/invocations";
        URI uri = endpoint.resolve(path + (query.isEmpty() ? "" : "?" + query));
        List<HttpHeader> headers = new ArrayList<>(List.of(new HttpHeader("Content-Type", "application/json")));
        List<HttpHeader> signed = new ArrayList<>(headers);
        signed.add(new HttpHeader("Host", Http.host(uri)));
        var request = new SigV4.Request("POST", path, query, signed, event);
        headers.addAll(signer.sign(
                        request,
                        credentials.get(),
                        UtcTime.basic(Clock.systemUTC().instant()),
                        SigV4.Options.DEFAULT)
                .added());
        return Http.send(new HttpRequest("POST", uri, headers, event), LIMITS);
    }

    /** "" only if the function says that no record failed. */
    private static String failure(HttpAnswer answer) {
        String text = new String(answer.body(), UTF_8);
        try {
            if (answer.status() == 200
                    && Json.parse(answer.body()).asObject() instanceof JsonObject object
                    && object.members().get("batchItemFailures") instanceof JsonArray failures
                    && failures.elements().isEmpty()) {
                return "";
            }
        } catch (JsonException e) {
            // Told below, whatever it is.
        }
        return "status " + answer.status() + " " + text.substring(0, Math.min(text.length(), MAX_SHOWN));
    }

    private void pause(int attempt) throws IOException {
        try {
            Thread.sleep(pauseMs * attempt * attempt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
