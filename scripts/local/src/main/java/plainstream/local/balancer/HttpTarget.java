package plainstream.local.balancer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.Executors;

/** The service behind the load balancer, over HTTP/1.1 with connections kept open. */
final class HttpTarget implements AutoCloseable {
    // An Application Load Balancer's: 10 s to connect, 60 s idle.
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);

    private final URI root;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_LIMIT)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    HttpTarget(URI root) {
        this.root = root;
    }

    /** What the balancer answers itself when the target does not. */
    static final class Unavailable extends Exception {
        private static final long serialVersionUID = 1;
        private final int status;

        Unavailable(int status, String message) {
            super(message);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    HttpResponse<byte[]> call(LambdaTarget.Request request) throws Unavailable {
        String query = request.query() == null ? "" : "?" + request.query();
        var builder = HttpRequest.newBuilder(URI.create(root + request.path() + query))
                .timeout(ANSWER_LIMIT)
                .method(
                        request.method(),
                        request.body().length == 0 && !request.method().startsWith("P")
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(request.body()));
        request.headers().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("Content-Length")) {
                values.forEach(value -> builder.header(name, value));
            }
        });
        try {
            return client.send(builder.build(), BodyHandlers.ofByteArray());
        } catch (HttpConnectTimeoutException e) {
            throw new Unavailable(504, "no connection in time");
        } catch (HttpTimeoutException e) {
            throw new Unavailable(504, "no answer in time");
        } catch (IOException e) {
            throw new Unavailable(502, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable(503, "stopping");
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
