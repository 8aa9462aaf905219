package plainstream.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import plainstream.esm.host.Child;
import plainstream.esm.host.Http;
import plainstream.esm.host.Java;
import plainstream.esm.host.Ports;
import plainstream.kit.SampleHandler;
import plainstream.local.server.Server;

/** The stack as a user starts it, on free ports, with a service and a function of the tests' own. */
record TestStack(Child process, Map<String, String> environment, List<String> lines) implements AutoCloseable {
    /** Starts it and does not wait; what it writes is in {@code data} of the folder. */
    static TestStack launch(Path folder) throws Exception {
        var environment = new HashMap<String, String>();
        Settings.DEFAULTS.keySet().forEach(name -> environment.put(name, String.valueOf(Ports.free())));
        var lines = new CopyOnWriteArrayList<String>();
        var command = Server.command(Main.class, List.of(), file(folder).toString());
        var process = Child.start(new Child.Spec("stack", command, environment, folder, lines::add));
        return new TestStack(process, environment, lines);
    }

    private static Path file(Path folder) throws Exception {
        var text = Files.readString(Path.of("src/test/resources/stack.json"))
                .replace("${FOLDER}", folder.toString())
                .replace("${CLASSES}", classes())
                .replace(
                        "${FUNCTION}",
                        SampleHandler.classPath().stream().map(Path::toString).collect(Collectors.joining("\", \"")));
        Files.write(folder.resolve("pipeline.json"), Files.readAllBytes(Path.of("src/test/resources/pipeline.json")));
        Files.writeString(folder.resolve("things.json"), "[{\"id\":\"a\",\"at\":1,\"n\":1.5,\"none\":null}]");
        return Files.writeString(folder.resolve("stack.json"), text);
    }

    private static String classes() {
        return Stream.of(SampleService.class, Http.class)
                .map(type -> Java.code(type).toString())
                .collect(Collectors.joining(":"));
    }

    boolean has(String beginning) {
        return lines.stream().anyMatch(line -> line.startsWith(beginning));
    }

    @Override
    public void close() {
        process.close();
    }
}
