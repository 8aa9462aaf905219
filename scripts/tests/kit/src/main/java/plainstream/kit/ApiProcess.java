package plainstream.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The API as it ships: its jar and the jars beside it, in a process of its own. What it prints stays in {@code target/api}. */
public final class ApiProcess implements AutoCloseable {
    public static final Path JAR = Repository.ROOT.resolve("api/target/plainstream-api-1.0.0.jar");
    private static final List<String> ARGUMENTS = List.of("-XX:+UseSerialGC", "-Xmx192m", "-jar", JAR.toString());
    private static final Pattern LISTENING = Pattern.compile("\"message\":\"listening\".*\"port\":([0-9]+)");
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(30);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Program program;
    private final String wantedPort;
    private int port;

    private ApiProcess(Program program, String wantedPort) {
        this.program = program;
        this.wantedPort = wantedPort;
    }

    /** Starts it with this environment alone and waits for nothing. Without PORT it takes a free one, and logs which. */
    public static ApiProcess start(Map<String, String> settings) {
        var environment = new HashMap<>(Map.of("HOST", "127.0.0.1", "PORT", "0"));
        environment.putAll(settings);
        try {
            var logs = Files.createDirectories(Path.of("target", "api").toAbsolutePath());
            var log = Files.createTempFile(logs, "api-", ".log");
            return new ApiProcess(Program.start("the API", ARGUMENTS, logs, environment, log), environment.get("PORT"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until its topics exist and its producer knows them. */
    public ApiProcess awaitReady() {
        program.await("readiness", START_LIMIT, () -> answers("/readiness"));
        return this;
    }

    /** Where it listens; waits until it says so. */
    public synchronized int port() {
        if (port == 0) {
            port = wantedPort.equals("0") ? loggedPort() : Integer.parseInt(wantedPort);
        }
        return port;
    }

    private int loggedPort() {
        program.await("port", START_LIMIT, () -> LISTENING.matcher(output()).find());
        var line = LISTENING.matcher(output());
        return line.find() ? Integer.parseInt(line.group(1)) : 0;
    }

    public URI uri(String target) {
        return URI.create("http://127.0.0.1:" + port() + target);
    }

    public HttpResponse<String> get(String target) throws IOException {
        return send(HttpRequest.newBuilder(uri(target)));
    }

    public HttpResponse<String> post(String target, String body, String... headers) throws IOException {
        var request = HttpRequest.newBuilder(uri(target)).POST(BodyPublishers.ofString(body));
        request.header("Content-Type", "application/json");
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** Whether a GET is answered with 200. */
    public boolean answers(String target) {
        try {
            return get(target).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return CLIENT.send(request.timeout(REQUEST_LIMIT).build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    public long pid() {
        return program.process().pid();
    }

    public boolean isAlive() {
        return program.process().isAlive();
    }

    /** SIGTERM; returns at once. */
    public void terminate() {
        program.terminate();
    }

    /** SIGKILL; returns when it is gone. */
    public void kill() {
        program.kill();
    }

    /** Waits for the end; one that does not come in time is an error. */
    public int exitCode(Duration limit) {
        return program.exitCode(limit);
    }

    /** What it has printed. */
    public String output() {
        return program.output();
    }

    public List<String> lines() {
        return output().lines().toList();
    }

    @Override
    public void close() {
        program.kill();
    }
}
