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
    static final String API_OTHER = "Plainstream on robaho's server";
    static final String HELLO = "JDK hello-world, no Kafka";
    static final String PRODUCER = "bare producer loop, no HTTP";
    static final String HELIDON = "Helidon SE, bare";
    static final String SPRING = "Spring Boot, bare";
    static final String HELIDON_DUTIES = "Helidon SE, our duties";
    static final String SPRING_DUTIES = "Spring Boot, our duties";
    static final String QUARKUS_DUTIES = "Quarkus, our duties";

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

    /** Not a line changed: another implementation of the JDK's interface, found by the service loader before the JDK's own. */
    Contender apiOnOtherServer() {
        var jars = Stream.of(Product.jars(product.lib("other-server")), api().jars())
                .flatMap(List::stream)
                .toList();
        return server(API_OTHER, jars, "plainstream.api.Main");
    }

    Contender helidonWithDuties() {
        return peer(HELIDON_DUTIES, "helidon-duties", "plainstream.bench.helidon.duties.Main");
    }

    Contender springWithDuties() {
        return peer(SPRING_DUTIES, "spring-duties", "plainstream.bench.spring.duties.Main");
    }

    /** As its guides start it: the runner's manifest names the class path. */
    Contender quarkusWithDuties() {
        var app = product.quarkusApp();
        var program = List.of("-jar", app.resolve("quarkus-run.jar").toString());
        return new Contender(QUARKUS_DUTIES, jdk(), options(), program, Product.jars(app), Map.of());
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
