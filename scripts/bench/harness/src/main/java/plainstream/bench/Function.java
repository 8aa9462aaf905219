package plainstream.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import plainstream.esm.FunctionError;
import plainstream.esm.RuntimeApi;

/** A Lambda function under AWS's own runtime interface client, with the JVM options of AWS's Java runtime. */
final class Function implements AutoCloseable {
    private static final List<String> OPTIONS = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-Xmx416m",
            "--enable-native-access=ALL-UNNAMED");
    private static final String ARN = "arn:aws:lambda:eu-west-1:123456789012:function:bench";
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

    /**
     * What to run.
     *
     * @param name in every table
     * @param classPath its own jars, without the runtime interface client's
     * @param handler the class
     * @param environment its variables
     * @param options more for its JVM
     */
    record Spec(String name, String classPath, String handler, Map<String, String> environment, List<String> options) {
        Spec(String name, String classPath, String handler, Map<String, String> environment) {
            this(name, classPath, handler, environment, List.of());
        }
    }

    private final Process process;
    private final RuntimeApi api;
    private final Path log;
    private final long startedAt = System.nanoTime();

    private Function(Process process, RuntimeApi api, Path log) {
        this.process = process;
        this.api = api;
        this.log = log;
    }

    static Function start(Lab lab, Spec spec) {
        try {
            var log = lab.logs().resolve("function-" + spec.name().replaceAll("[^A-Za-z0-9]+", "-") + ".log");
            var api = RuntimeApi.start(ARN);
            var command = new ArrayList<>(List.of(Contenders.jdk().toString()));
            command.addAll(OPTIONS);
            command.addAll(spec.options());
            command.addAll(List.of(
                    "-cp", spec.classPath() + ":" + lab.product().lib("cold-empty") + "/*", CLIENT, spec.handler()));
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().putAll(reserved(api.address(), spec.handler()));
            builder.environment().putAll(spec.environment());
            return new Function(builder.start(), api, log);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + spec.name(), e);
        }
    }

    /** Waits until it is initialized. */
    void awaitReady() {
        try {
            api.awaitInitialized(LIMIT);
        } catch (FunctionError e) {
            throw new IllegalStateException("it did not start, see " + log, e);
        }
    }

    /** Gives it one event and waits for the answer. */
    byte[] invoke(byte[] event) {
        try {
            return api.invoke(event, LIMIT);
        } catch (FunctionError e) {
            throw new IllegalStateException("it failed, see " + log, e);
        }
    }

    Duration cpu() {
        return Cpu.of(process.toHandle());
    }

    Duration sinceStart() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    /** Ends as a JVM does that is told to, which is when it writes an archive of its classes. */
    void end() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        api.close();
    }

    private static Map<String, String> reserved(String address, String handler) {
        return Map.of(
                "AWS_LAMBDA_RUNTIME_API", address,
                "_HANDLER", handler,
                "AWS_LAMBDA_FUNCTION_NAME", "bench",
                "AWS_LAMBDA_FUNCTION_VERSION", "1",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512",
                "AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand",
                "AWS_REGION", "eu-west-1",
                "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "local");
    }
}
