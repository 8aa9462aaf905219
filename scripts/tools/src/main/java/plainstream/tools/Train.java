package plainstream.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes the API's AOT cache and proves that the runtime starts from it. The build stage of api/Dockerfile runs it:
 *
 * <pre>java -cp 'plainstream-tools.jar:broker/*' plainstream.tools.Train JAVA JAR CACHE KEY_STORE TRUST_STORE PASSWORD</pre>
 *
 * The API is trained as it runs on AWS, for a cache holds only what the training run loaded: it publishes over TLS to
 * a real broker that lets nobody in without a valid IAM signature. So a missing module, cipher or class of the
 * signer fails the build and not the deployment. Nothing of this module is shipped.
 */
final class Train {
    /** Enough calls that the methods of the way from the socket to the broker carry profiles (JEP 515). */
    private static final int ROUNDS = 400;

    private final String java;
    private final Path jar;
    private final Path cache;
    private final MskStandIn broker;

    private Train(String java, Path jar, Path cache, MskStandIn broker) {
        this.java = java;
        this.jar = jar;
        this.cache = cache;
        this.broker = broker;
    }

    public static void main(String[] args) throws Exception {
        if (args.length != 6) {
            throw new IllegalArgumentException("usage: Train JAVA JAR CACHE KEY_STORE TRUST_STORE PASSWORD");
        }
        try (var broker = MskStandIn.start(Path.of(args[3]), args[5])) {
            var train = new Train(args[0], Path.of(args[1]), Path.of(args[2]), broker);
            train.record(Path.of(args[4]), args[5]);
            train.verify(Path.of(args[4]), args[5]);
        }
    }

    private void record(Path trustStore, String password) throws Exception {
        var options = trusting(trustStore, password);
        options.add("-XX:AOTCacheOutput=" + cache);
        try (var api = ApiRun.start(command(options), iam())) {
            api.awaitReady();
            api.exercise(ROUNDS);
        }
        if (!Files.exists(cache)) {
            throw new IOException("the training run left no cache at " + cache);
        }
        System.out.printf("AOT cache: %,d bytes%n", Files.size(cache));
    }

    /** {@code AOTMode=on} makes a cache that does not fit an error, where the default would only start slowly. */
    private void verify(Path trustStore, String password) throws Exception {
        List<String> fromCache = List.of("-XX:AOTMode=on", "-XX:AOTCache=" + cache);
        var options = trusting(trustStore, password);
        options.addAll(fromCache);
        try (var api = ApiRun.start(command(options), iam())) {
            System.out.println("from the cache, TLS and IAM: " + api.awaitFirstEvent());
        }
        try (var api = ApiRun.start(command(fromCache), Map.of("KAFKA_BOOTSTRAP_SERVERS", broker.plain()))) {
            System.out.println("from the cache, plain:       " + api.awaitFirstEvent());
        }
        try (var api = ApiRun.start(command(fromCache), Map.of())) {
            System.out.println("from the cache, logging only: " + api.awaitFirstEvent());
        }
    }

    private List<String> command(List<String> options) {
        var command = new ArrayList<String>();
        command.add(java);
        command.addAll(options);
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    /** The throw-away certificate is trusted and the broker's public name resolved here, not in the image. */
    private List<String> trusting(Path trustStore, String password) {
        return new ArrayList<>(List.of(
                "-Djdk.net.hosts.file=" + broker.hosts(),
                "-Djavax.net.ssl.trustStore=" + trustStore,
                "-Djavax.net.ssl.trustStorePassword=" + password));
    }

    private Map<String, String> iam() {
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", broker.bootstrap(),
                "KAFKA_AUTH", "iam",
                "AWS_REGION", IamServer.REGION,
                "AWS_ACCESS_KEY_ID", IamServer.ACCESS_KEY,
                "AWS_SECRET_ACCESS_KEY", IamServer.SECRET_KEY,
                "AWS_SESSION_TOKEN", IamServer.SESSION_TOKEN);
    }
}
