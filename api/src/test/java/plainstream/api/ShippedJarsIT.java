package plainstream.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plainstream.api.kafka.KafkaIT;
import plainstream.api.kafka.SigningProbe;
import plainstream.kit.ApiProcess;

/**
 * The jars that ship, and no others, in a process of their own: they sign for MSK with credentials from the environment and from a container's
 * endpoint, and what was left out says so. (Both compressions are shown by {@link KafkaIT}, with the same jars.)
 */
public class ShippedJarsIT {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final int MOST_JARS = 18;
    private static final long MOST_BYTES = 17_500_000;

    @TempDir
    Path folder;

    @Test
    void areFewAndSmall() throws IOException {
        List<Path> jars = jars();
        long bytes = 0;
        for (Path jar : jars) {
            bytes += Files.size(jar);
        }
        System.out.printf("shipped: %d jars, %,d bytes%n", jars.size(), bytes);
        assertTrue(jars.size() <= MOST_JARS, jars.toString());
        assertTrue(bytes <= MOST_BYTES, bytes + " bytes");
        assertFalse(jars.toString().matches(".*(zstd|lz4|snappy|sso|httpclient).*"), jars.toString());
    }

    private static List<Path> jars() throws IOException {
        try (Stream<Path> files = Files.list(ApiProcess.JAR.resolveSibling("lib"))) {
            return files.sorted().toList();
        }
    }

    @Test
    void signWithCredentialsOfTheEnvironment() throws Exception {
        String output = sign(Map.of("AWS_ACCESS_KEY_ID", "AKIDENVIRONMENT", "AWS_SECRET_ACCESS_KEY", "s"), "1");
        assertSigned(output, "AKIDENVIRONMENT");
        assertFalse(output.contains("x-amz-security-token"));
        output = sign(
                Map.of(
                        "AWS_ACCESS_KEY_ID",
                        "AKIDSESSION",
                        "AWS_SECRET_ACCESS_KEY",
                        "s",
                        "AWS_SESSION_TOKEN",
                        "token-1"),
                "1");
        assertTrue(output.contains("\"x-amz-security-token\":\"token-1\""), output);
    }

    @Test
    void signWithCredentialsOfAContainerAndFetchNewOnes() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        HttpServer endpoint = credentials(calls, 200);
        try {
            String output = sign(container(endpoint), "80");
            assertSigned(output, "AKIDCONTAINER1");
            assertTrue(output.contains("\"x-amz-security-token\":\"token-1\""), output);
            assertTrue(output.contains("AKIDCONTAINER2"), "expiring credentials are fetched again: " + output);
        } finally {
            endpoint.stop(0);
        }
    }

    @Test
    void sayWhatAContainerRefused() throws Exception {
        HttpServer endpoint = credentials(new AtomicInteger(), 403);
        try {
            String output = sign(container(endpoint), "1");
            assertTrue(
                    output.contains("refused javax.security.sasl.SaslException: Failed to find AWS IAM Credentials"),
                    output);
            assertFalse(output.contains("NoClassDefFound"), output);
        } finally {
            endpoint.stop(0);
        }
    }

    @Test
    void sayThatThereAreNoCredentials() throws Exception {
        String output = sign(Map.of("AWS_EC2_METADATA_DISABLED", "true"), "1");
        assertTrue(
                output.contains("refused javax.security.sasl.SaslException: Failed to find AWS IAM Credentials"),
                output);
        assertTrue(output.contains("Unable to load credentials from any of the providers"), output);
    }

    @Test
    void signWithAStaticProfile() throws Exception {
        String output =
                sign(profile("[profile p]\naws_access_key_id=AKIDPROFILE\naws_secret_access_key=s\n"), "1", "p");
        assertSigned(output, "AKIDPROFILE");
    }

    @Test
    void sayWhatAProfileWouldNeedBesides() throws Exception {
        String sso =
                "[profile p]\nsso_start_url=https://a.example\nsso_region=eu-west-1\nsso_account_id=1\nsso_role_name=r\n";
        String output = sign(profile(sso), "1", "p");
        assertTrue(output.contains("refused"), output);
        assertTrue(output.contains("the 'sso' service module must be on the class path"), output);
    }

    private Map<String, String> profile(String text) throws IOException {
        Path config = Files.writeString(folder.resolve("config"), text);
        return Map.of("AWS_CONFIG_FILE", config.toString(), "AWS_EC2_METADATA_DISABLED", "true");
    }

    private static void assertSigned(String output, String accessKey) {
        assertTrue(output.contains("signed {"), output);
        assertTrue(output.contains("\"x-amz-credential\":\"" + accessKey + "/"), output);
        assertTrue(output.contains("/eu-west-1/kafka-cluster/aws4_request"), output);
        assertTrue(output.matches("(?s).*\"x-amz-signature\":\"[0-9a-f]{64}\".*"), output);
    }

    /** The SDK takes credentials for stale a minute before they expire: these, after 5 seconds, and the probe signs for 8. */
    private static HttpServer credentials(AtomicInteger calls, int status) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/credentials", exchange -> {
            boolean authorized = "secret".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            int call = calls.incrementAndGet();
            byte[] body = ("{\"AccessKeyId\":\"AKIDCONTAINER" + call + "\",\"SecretAccessKey\":\"s\",\"Token\":\"token-"
                            + call + "\",\"Expiration\":\"" + Instant.now().plusSeconds(65) + "\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(authorized ? status : 401, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static Map<String, String> container(HttpServer endpoint) {
        return Map.of(
                "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                        "http://127.0.0.1:" + endpoint.getAddress().getPort() + "/credentials",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN", "secret",
                "AWS_EC2_METADATA_DISABLED", "true");
    }

    private String sign(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        String classPath = String.join(
                File.pathSeparator,
                ApiProcess.JAR.toString(),
                ApiProcess.JAR.resolveSibling("lib") + File.separator + "*",
                "target/test-classes");
        List<String> command =
                new ArrayList<>(List.of(JAVA, "-XX:+UseSerialGC", "-cp", classPath, SigningProbe.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("HOME", folder.toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), output);
        return output;
    }
}
