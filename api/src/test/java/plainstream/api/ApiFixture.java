package plainstream.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import plainstream.api.log.Metrics;
import plainstream.api.settings.Settings;
import plainstream.api.settings.SettingsException;

/** The API on a free loopback port, over a {@link RecordingPublisher}, and two ways to speak to it: a real client, and bytes on a socket. */
public final class ApiFixture implements AutoCloseable {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static {
        JvmProperties.set(Duration.ofSeconds(7));
    }

    public final RecordingPublisher publisher = new RecordingPublisher();
    final Metrics metrics = new Metrics();
    final Api api;

    public ApiFixture(String... settings) {
        try {
            Map<String, String> environment = new HashMap<>(Map.of("PORT", "0", "SHUTDOWN_GRACE_MS", "2000"));
            for (int i = 0; i < settings.length; i += 2) {
                environment.put(settings[i], settings[i + 1]);
            }
            api = Api.start(Settings.of(environment), publisher, metrics);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SettingsException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public HttpResponse<String> get(String target) {
        return send(HttpRequest.newBuilder(uri(target)));
    }

    public HttpResponse<String> post(String target, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(target)).POST(BodyPublishers.ofString(body));
        request.header("Content-Type", "application/json");
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    URI uri(String target) {
        return URI.create("http://127.0.0.1:" + api.port() + target);
    }

    /** Sends the bytes as they are (a line feed stands for CR LF) and returns what comes until the server closes. */
    String wire(String request) throws IOException {
        return raw(request.replace("\n", "\r\n"));
    }

    /** The same without touching line ends. */
    String raw(String request) throws IOException {
        try (Socket socket = open()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            // The server answers what it has, finds that nothing follows, and closes.
            socket.shutdownOutput();
            return Wire.readAll(socket);
        }
    }

    Socket open() throws IOException {
        Socket socket = new Socket("127.0.0.1", api.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    @Override
    public void close() {
        api.stop();
    }
}
