package plainstream.esm;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import plainstream.esm.host.Java;

/**
 * A function: a command that speaks the Lambda Runtime API.
 *
 * @param name the function's name
 * @param command program and arguments; it finds the API at {@code AWS_LAMBDA_RUNTIME_API}
 * @param environment its variables; of ours it inherits {@link plainstream.esm.host.Child#INHERITED} alone
 * @param lines gets each line that it prints
 */
public record FunctionSpec(String name, List<String> command, Map<String, String> environment, Consumer<String> lines) {
    private static final String ARN = "arn:aws:lambda:%s:000000000000:function:%s";

    /** Copies what it is given. */
    public FunctionSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /**
     * A Java function: any {@code RequestStreamHandler} with a public constructor without parameters.
     *
     * @param name the function's name
     * @param handler the handler's class, with {@code ::handleRequest} or without
     * @param classPath jars, folders of classes, or {@code folder/*} for all jars of a folder
     * @param environment its variables
     * @param lines gets each line that it prints
     * @return the function
     */
    public static FunctionSpec java(
            String name,
            String handler,
            List<Path> classPath,
            Map<String, String> environment,
            Consumer<String> lines) {
        String path = Stream.concat(Stream.of(Code.bootstrap()), classPath.stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        // As on Lambda: one collector thread, the first compiler only.
        var options = List.of("-XX:TieredStopAtLevel=1", "-Xmx256m", "-Xshare:auto");
        return new FunctionSpec(name, Java.command(Bootstrap.class, path, options, handler), environment, lines);
    }

    /** The name that the function sees; the region is the one of its environment. */
    String arn() {
        return ARN.formatted(environment.getOrDefault("AWS_REGION", "eu-central-1"), name);
    }

    /** The variables that Lambda sets by itself. */
    Map<String, String> reserved(String runtimeApi) {
        return Map.of(
                "AWS_LAMBDA_RUNTIME_API", runtimeApi,
                "AWS_LAMBDA_FUNCTION_NAME", name,
                "AWS_LAMBDA_FUNCTION_VERSION", "$LATEST",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512",
                "AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand",
                "AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + name,
                "AWS_LAMBDA_LOG_STREAM_NAME", "local",
                "TZ", ":UTC");
    }
}
