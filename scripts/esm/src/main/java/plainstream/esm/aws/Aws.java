package plainstream.esm.aws;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Signed calls, with the credentials of the environment; {@code AWS_ENDPOINT_URL} redirects all of them. */
public final class Aws {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);

    private final Map<String, String> environment;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT_LIMIT).build();

    public Aws(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** One call; whatever the answer is, it is returned. */
    HttpResponse<byte[]> call(
            String method,
            String service,
            String region,
            URI uri,
            Map<String, String> headers,
            byte[] body,
            Duration limit)
            throws IOException {
        var signature = new Signature(Credentials.of(environment), region, service, Instant.now());
        var request = HttpRequest.newBuilder(uri).timeout(limit).method(method, BodyPublishers.ofByteArray(body));
        signature.sign(method, uri, headers, body).forEach(request::header);
        try {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Where a service is. */
    URI endpoint(String service, String region, String path) {
        String base = environment.getOrDefault(
                "AWS_ENDPOINT_URL_" + service.toUpperCase(java.util.Locale.ROOT),
                environment.getOrDefault(
                        "AWS_ENDPOINT_URL",
                        "https://" + service + (region.isEmpty() ? "" : "." + region) + ".amazonaws.com"));
        return URI.create(base + path);
    }

    /** The region of an ARN, else of the environment. */
    String region(Arn arn) {
        return arn.region().isEmpty() ? environment.getOrDefault("AWS_REGION", "us-east-1") : arn.region();
    }
}
