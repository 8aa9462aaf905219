package plainstream.api;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The API as it ships: its jar and the jars beside it, in a process of its own. */
public final class ApiProcess implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("\"message\":\"listening\".*\"port\":([0-9]+)");
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public final List<String> lines = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final Process process;
    private final Thread reader;

    private ApiProcess(Process process) {
        this.process = process;
        this.reader = Thread.ofPlatform().daemon().start(this::read);
    }

    static Path jar() {
        return Path.of(System.getProperty("plainstream.api.jar", "target/plainstream-api-1.0.0.jar"));
    }

    static String java() {
        return System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
    }

    public static ApiProcess start(Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                new ArrayList<>(List.of(java(), "-XX:+UseSerialGC", "-Xmx96m", "-jar", jar().toString())));
        builder.environment().clear();
        builder.environment().put("PORT", "0");
        builder.environment().putAll(environment);
        return new ApiProcess(builder.redirectErrorStream(true).start());
    }

    private void read() {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
                Matcher matcher = LISTENING.matcher(line);
                if (matcher.find()) {
                    port.complete(Integer.valueOf(matcher.group(1)));
                }
            }
        } catch (IOException e) {
            // It ended.
        }
        port.completeExceptionally(new IllegalStateException("ended without listening: " + lines));
    }

    URI uri(String target) throws Exception {
        return URI.create("http://127.0.0.1:" + port.get(30, TimeUnit.SECONDS) + target);
    }

    public HttpResponse<String> get(String target) throws Exception {
        return CLIENT.send(HttpRequest.newBuilder(uri(target)).build(), BodyHandlers.ofString());
    }

    public HttpResponse<String> post(String target, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(target)).POST(BodyPublishers.ofString(body));
        request.header("Content-Type", "application/json");
        return CLIENT.send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
    }

    public void awaitReady() throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (get("/readiness").statusCode() != 200) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not ready after a minute: " + lines);
            }
            Thread.sleep(50);
        }
    }

    /** SIGTERM. (Process.destroy() would close the pipe before the last lines.) */
    public void terminate() {
        process.toHandle().destroy();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    public int exitCode(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("still runs after " + limit + ": " + lines);
        }
        reader.join();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
