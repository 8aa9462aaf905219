package plainstream.esm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import plainstream.esm.host.Java;

/**
 * Code with a handler, as one gives it to Lambda, and the program that runs it here: a Java handler in its own process, a Python or
 * Node.js handler under a loop of a page, since their runtimes come with Lambda and not with the language.
 */
public final class Code {
    private static final List<String> BOOTSTRAP = List.of(
            "plainstream/esm/Bootstrap.class",
            "plainstream/esm/Bootstrap$ErrorJson.class",
            "plainstream/esm/FunctionContext.class",
            "plainstream/esm/FunctionContext$1.class");
    private static final List<String> LAMBDA_CORE =
            List.of("Context", "RequestStreamHandler", "LambdaLogger", "CognitoIdentity", "ClientContext", "Client");

    private Code() {}

    /**
     * The function that code and handler make.
     *
     * @param path a jar, a folder of classes and jars, a {@code .py}, {@code .mjs}, {@code .cjs} or {@code .js} file
     * @param handler {@code com.example.Handler} with {@code ::handleRequest} or without; {@code file.function} otherwise
     * @throws IllegalArgumentException if it is none of these
     * @throws UncheckedIOException if the loop cannot be laid into a folder of the machine's
     */
    public static FunctionSpec spec(
            String name, Path path, String handler, Map<String, String> environment, Consumer<String> lines) {
        String file = path.getFileName().toString();
        if (!Files.exists(path)) {
            throw new IllegalArgumentException("there is no " + path);
        }
        if (file.endsWith(".py")) {
            // Unbuffered: what it prints is seen when it prints it.
            return new FunctionSpec(
                    name,
                    List.of("python3", "-u", resource("bootstrap.py"), path.toString(), function(handler)),
                    environment,
                    lines);
        }
        if (file.matches(".*\\.[mc]?js")) {
            return new FunctionSpec(
                    name,
                    List.of("node", resource("bootstrap.mjs"), path.toString(), function(handler)),
                    environment,
                    lines);
        }
        if (file.endsWith(".jar") || Files.isDirectory(path)) {
            var classPath =
                    Files.isDirectory(path) ? List.of(path, path.resolve("*"), path.resolve("lib/*")) : List.of(path);
            return FunctionSpec.java(name, handler, classPath, environment, lines);
        }
        throw new IllegalArgumentException(path + " is neither a jar, a folder of classes, a .py nor a .mjs file");
    }

    private static String function(String handler) {
        return handler.substring(handler.lastIndexOf('.') + 1);
    }

    private static String resource(String name) {
        return lay(folder(), "plainstream/esm/" + name).toString();
    }

    /**
     * The classes that a Java function's process needs of ours, and no more: from a jar of everything they are laid into a folder, so that
     * the function does not meet our libraries.
     */
    static Path bootstrap() {
        Path own = Java.code(Code.class);
        if (Files.isDirectory(own)) {
            return own;
        }
        Path folder = folder();
        BOOTSTRAP.forEach(name -> lay(folder, name));
        LAMBDA_CORE.forEach(name -> lay(folder, "com/amazonaws/services/lambda/runtime/" + name + ".class"));
        return folder;
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("esm-");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path lay(Path folder, String name) {
        Path file = folder.resolve(name);
        try (InputStream in = Code.class.getClassLoader().getResourceAsStream(name)) {
            if (in != null) {
                Files.createDirectories(file.getParent());
                Files.copy(in, file);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
