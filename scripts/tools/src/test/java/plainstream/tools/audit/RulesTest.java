package plainstream.tools.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesTest {

    @TempDir
    private Path folder;

    @Test
    void keepsTheHalvesApart() throws IOException {
        ClassPath api = path("plainstream.api.A", "plainstream.consumer.json.Json");
        ClassPath consumer = path("plainstream.consumer.C", "java.lang.Math");
        assertEquals(
                List.of("the API: plainstream.api.A names plainstream.consumer.json.Json"),
                whats(Rules.separate(api, consumer)));
    }

    @Test
    void letsTheConsumerNameTheJdkAndTheHandlersInterfaceOnly() throws IOException {
        assertEquals(
                List.of(),
                Rules.consumer(path(
                        "plainstream.consumer.aws.S",
                        "java.util.Map",
                        "javax.crypto.Mac",
                        "com.amazonaws.services.lambda.runtime.Context")));
        assertEquals(
                List.of("the consumer: plainstream.consumer.store.S names org.apache.kafka.P"),
                whats(Rules.consumer(path("plainstream.consumer.store.S", "org.apache.kafka.P"))));
        assertEquals(
                List.of("the consumer: plainstream.consumer.C names com.sun.net.X, javax.sql.D"),
                whats(Rules.consumer(path("plainstream.consumer.C", "javax.sql.D", "com.sun.net.X"))));
    }

    @Test
    void letsOnlyTheEnrichmentNameKafka() throws IOException {
        assertEquals(List.of(), Rules.consumer(path("plainstream.consumer.enrich.P", "org.apache.kafka.clients.K")));
        assertEquals(
                List.of(),
                Rules.consumer(path("plainstream.consumer.EnrichmentHandler", "org.apache.kafka.clients.K")));
        assertEquals(
                1,
                Rules.consumer(path("plainstream.consumer.enrich.P", "software.amazon.Msk"))
                        .size());
    }

    @Test
    void letsTheApiNameKafkaAndTheJdksServer() throws IOException {
        assertEquals(
                List.of(),
                Rules.api(path("plainstream.api.A", "com.sun.net.httpserver.HttpServer", "org.apache.kafka.K")));
        assertEquals(
                1, Rules.api(path("plainstream.api.A", "software.amazon.Msk")).size());
    }

    @Test
    void findsEachPowerThatGoesRoundTheSource() throws IOException {
        ClassPath path = path(
                "plainstream.api.A",
                "java.lang.Class#forName",
                "java.lang.Runtime#exec",
                "java.lang.System#loadLibrary",
                "sun.misc.Unsafe#getUnsafe",
                "java.lang.reflect.Proxy#m");
        assertEquals(
                List.of(
                        "plainstream.api.A uses reflection",
                        "plainstream.api.A uses exec",
                        "plainstream.api.A uses unsafe",
                        "plainstream.api.A uses native"),
                whats(Rules.powers(path)));
    }

    private ClassPath path(String name, String... callees) throws IOException {
        return ClassPath.of(List.of(new Made().calling(name, callees).jar(folder.resolve("some.jar"))));
    }

    private static List<String> whats(List<Finding> findings) {
        return findings.stream().map(Finding::what).toList();
    }
}
