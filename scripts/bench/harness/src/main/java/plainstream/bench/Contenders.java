package plainstream.bench;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that is measured by name. Everyone gets the same JVM options, the same Kafka client and the same broker.
 *
 * @param product where their jars are
 */
record Contenders(Product product) {
    static final String API = "Plainstream, as shipped";
    static final String API_JDK = "Plainstream, plain JDK";
    static final String API_SILENT = "Plainstream, as shipped, no access lines";
    static final String HELLO = "JDK hello-world, no Kafka";
    static final String PRODUCER = "bare producer loop, no HTTP";
    static final String HELIDON = "Helidon SE";
    static final String SPRING = "Spring Boot";

    /** For everybody alike: what the API's image gives its JVM. */
    List<String> options() {
        return Dockerfile.options(product.root());
    }

    static Path jdk() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    Contender hello() {
        var jar = product.jar("harness");
        return server(HELLO, List.of(jar), HelloServer.class.getName());
    }

    Contender api() {
        var jars = Stream.concat(Stream.of(product.apiJar()), Product.jars(product.apiLib()).stream())
                .toList();
        return new Contender(
                API_JDK, jdk(), options(), List.of("-jar", product.apiJar().toString()), jars, Map.of());
    }

    Contender helidon() {
        return peer(HELIDON, "helidon", "plainstream.bench.helidon.Main");
    }

    Contender spring() {
        return peer(SPRING, "spring", "plainstream.bench.spring.Main");
    }

    private Contender peer(String name, String module, String main) {
        var jars = Stream.concat(Stream.of(product.jar(module)), Product.jars(product.lib(module)).stream())
                .toList();
        return server(name, jars, main);
    }

    private Contender server(String name, List<Path> jars, String main) {
        String classPath = jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        return new Contender(name, jdk(), options(), List.of("-cp", classPath, main), jars, Map.of());
    }
}
