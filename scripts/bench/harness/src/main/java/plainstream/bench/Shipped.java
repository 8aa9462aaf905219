package plainstream.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import plainstream.local.broker.Broker;

/**
 * The API as its image runs it: a runtime trimmed by jlink, and an AOT cache trained on the real way of an event. Made here,
 * so that no container tool is needed; peers get a cache of their own by the same means.
 */
final class Shipped {
    private static final Duration TRAINING = Duration.ofSeconds(5);
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final int CONNECTIONS = 16;

    private final Product product;
    private final Path output;
    private final Progress progress;
    private Contender api;

    Shipped(Product product, Path output, Progress progress) {
        this.product = product;
        this.output = output;
        this.progress = progress;
    }

    /** Made once per run of the bench: it takes some seconds, and every part may want it. */
    Contender api(Broker broker) throws IOException, InterruptedException {
        if (api == null) {
            api = trained(broker);
        }
        return api;
    }

    private Contender trained(Broker broker) throws IOException, InterruptedException {
        var plain = new Contenders(product).api();
        var trimmed = new Contender(
                Contenders.API, runtime(), plain.options(), plain.program(), plain.jars(), plain.environment());
        return cached(trimmed, trimmed.name(), broker);
    }

    /** The same program with a cache trained now. */
    Contender cached(Contender contender, String name, Broker broker) throws IOException, InterruptedException {
        var cache = output.resolve(name.replaceAll("[^A-Za-z0-9]+", "-") + ".aot");
        progress.say("training the AOT cache of %s", contender.name());
        Files.deleteIfExists(cache);
        var training = contender.with(name, List.of("-XX:AOTCacheOutput=" + cache));
        try (var server = Server.start(training, broker.bootstrapServers(), output.resolve("logs"))) {
            server.await("/current_time?name=Paul", START_LIMIT);
            new Generator().run(Requests.currentTime(server.port()), CONNECTIONS, TRAINING);
        }
        // "on" makes a rejected cache an error; the default would only be slow.
        return contender.with(name, List.of("-XX:AOTMode=on", "-XX:AOTCache=" + cache));
    }

    private Path runtime() throws IOException, InterruptedException {
        var home = output.resolve("runtime");
        Scratch.delete(home);
        var jlink = Path.of(System.getProperty("java.home"), "bin", "jlink");
        var command = List.of(
                jlink.toString(),
                "--add-modules",
                Dockerfile.modules(product.root()),
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--output",
                home.toString());
        progress.say("jlink");
        int status = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (status != 0) {
            throw new IOException("jlink ended with status " + status);
        }
        return home.resolve("bin/java");
    }
}
