package plainstream.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What ships: two jars, small, and a layer for the one function that talks to Kafka. */
class PackageIT {
    private static final long MAX_BYTES = 150_000;

    @Test
    void functionIsTwoJarsAndSmall() throws IOException {
        Path zip = Path.of("target/function.zip");
        assertEquals(List.of("lib/aws-lambda-java-core-1.4.0.jar", "lib/plainstream-consumer-1.0.0.jar"), entries(zip));
        assertTrue(Files.size(zip) <= MAX_BYTES, Files.size(zip) + " bytes");
    }

    @Test
    void jarHoldsNothingButOurClasses() throws IOException {
        List<String> others = entries(Path.of("target/function/lib/plainstream-consumer-1.0.0.jar")).stream()
                .filter(name -> !name.startsWith("plainstream/consumer/") && !name.equals("META-INF/MANIFEST.MF"))
                .toList();
        assertEquals(List.of(), others);
    }

    @Test
    void layerHoldsTheKafkaClientAndNothingOfTheFunction() throws IOException {
        List<String> jars = entries(Path.of("target/layer.zip"));
        assertTrue(
                jars.stream().allMatch(name -> name.startsWith("java/lib/") && name.endsWith(".jar")), jars.toString());
        for (String wanted : List.of("kafka-clients", "aws-msk-iam-auth", "slf4j-api", "slf4j-jdk14")) {
            assertEquals(
                    1,
                    jars.stream()
                            .filter(name -> name.startsWith("java/lib/" + wanted))
                            .count(),
                    wanted);
        }
        assertTrue(
                jars.stream().noneMatch(name -> name.contains("lambda") || name.contains("plainstream")),
                jars.toString());
    }

    private static List<String> entries(Path zip) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            return file.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(entry -> entry.getName())
                    .sorted()
                    .toList();
        }
    }
}
