package plainstream.kit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/** What {@code make run} starts, in a process of its own, on free ports and in a folder of its own. */
public final class Stack implements AutoCloseable {
    /** The ports of {@code make run}: the variable that moves each, and where it stands by itself. */
    private static final Map<String, Integer> PORTS =
            Map.of("LB_PORT", 8000, "API_PORT", 8080, "DYNAMODB_PORT", 8001, "KAFKA_PORT", 9092);

    /** Where {@code make run} keeps its data and logs. */
    private static final String DATA = "target/local";

    private static final Duration START_LIMIT = Duration.ofSeconds(150);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

    private final Map<String, Integer> ports;
    private final Program program;
    private final String data;

    private Stack(Map<String, Integer> ports, Program program, String data) {
        this.ports = ports;
        this.program = program;
        this.data = data;
    }

    /**
     * Starts it; returns when it answers.
     *
     * @param folder for its data and its output
     * @param freePort gives ports that nobody uses
     */
    public static Stack start(Path folder, IntSupplier freePort) throws IOException {
        var ports = freePorts(freePort);
        var log = Files.createDirectories(folder).resolve("stack.log");
        var file = folder.resolve("stack.json");
        Files.writeString(file, Repository.read("scripts/local/stack.json").replace(DATA, folder + "/data"));
        var environment = new HashMap<>(System.getenv());
        ports.forEach((name, port) -> environment.put(name, port.toString()));
        var arguments = List.of("-jar", "scripts/local/target/plainstream-local-1.0.0.jar", file.toString());
        var program = Program.start("the stack", arguments, Repository.ROOT, environment, log);
        var stack = new Stack(ports, program, folder + "/data");
        try {
            program.await("answers", START_LIMIT, () -> stack.answers("/readiness") && stack.answers("/app"));
            return stack;
        } catch (IllegalStateException | AssertionError e) {
            stack.close();
            throw e;
        }
    }

    private static Map<String, Integer> freePorts(IntSupplier freePort) {
        var ports = new LinkedHashMap<String, Integer>();
        PORTS.keySet().forEach(name -> ports.put(name, freePort.getAsInt()));
        return ports;
    }

    private boolean answers(String path) {
        var request = HttpRequest.newBuilder(url().resolve(path)).timeout(Duration.ofSeconds(5));
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + ports.get("LB_PORT"));
    }

    public int port(String name) {
        return ports.get(name);
    }

    /** A command of the README, with the ports and the folder of this stack in the place of the usual ones. */
    public String translate(String command) {
        var result = command.replace(DATA, data);
        for (var port : PORTS.entrySet()) {
            result = result.replaceAll(
                    "127\\.0\\.0\\.1:" + port.getValue() + "\\b", "127.0.0.1:" + ports.get(port.getKey()));
        }
        return result;
    }

    /** What scripts that work on the stack read. */
    public Map<String, String> environment() {
        return Map.of("DATA", data);
    }

    @Override
    public void close() {
        program.terminate();
        program.exitCode(STOP_LIMIT);
    }
}
