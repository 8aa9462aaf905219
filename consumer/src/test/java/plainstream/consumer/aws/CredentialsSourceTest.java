package plainstream.consumer.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsSourceTest {
    private static final Instant START = Instant.parse("2026-11-21T00:00:00Z");

    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger status = new AtomicInteger(200);
    private final AtomicReference<String> token = new AtomicReference<>();
    private Instant now = START;
    private HttpServer endpoint;

    @BeforeEach
    void serve() throws IOException {
        endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endpoint.createContext("/creds", exchange -> {
            try (exchange) {
                token.set(exchange.getRequestHeaders().getFirst("Authorization"));
                byte[] answer = ("{\"AccessKeyId\":\"A" + calls.incrementAndGet()
                                + "\",\"SecretAccessKey\":\"S\",\"Token\":\"T\"," + "\"Expiration\":\""
                                + now.plusSeconds(3600) + "\"}")
                        .getBytes(UTF_8);
                exchange.sendResponseHeaders(status.get(), answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        endpoint.start();
    }

    @AfterEach
    void stop() {
        endpoint.stop(0);
    }

    @Test
    void takesTheEnvironmentFirst() throws IOException {
        Map<String, String> environment = Map.of(
                "AWS_ACCESS_KEY_ID", "A", "AWS_SECRET_ACCESS_KEY", "S", "AWS_CONTAINER_CREDENTIALS_FULL_URI", uri());
        assertEquals(
                new Credentials("A", "S", ""),
                CredentialsSource.of(environment, () -> now).get());
        assertEquals(0, calls.get());
    }

    @Test
    void asksTheContainerEndpointWithItsToken() throws IOException {
        assertEquals(new Credentials("A1", "S", "T"), container().get());
        assertEquals("secret-token", token.get());
    }

    @Test
    void refreshesBeforeTheEndAndNotEarlier() throws IOException {
        CredentialsSource source = container();
        source.get();
        now = START.plusSeconds(3600 - 301);
        assertEquals("A1", source.get().accessKeyId());
        now = START.plusSeconds(3600 - 300);
        assertEquals("A2", source.get().accessKeyId());
    }

    @Test
    void keepsWhatHoldsWhileTheEndpointFails() throws IOException {
        CredentialsSource source = container();
        source.get();
        status.set(500);
        now = START.plusSeconds(3599);
        assertEquals("A1", source.get().accessKeyId());
        now = START.plusSeconds(3600);
        assertThrows(IOException.class, source::get);
    }

    @Test
    void fetchesAnewWhatAwsCallsExpired() throws IOException {
        CredentialsSource source = container();
        source.get();
        source.expire();
        assertEquals("A2", source.get().accessKeyId());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/creds",
                "http://127.0.0.1.example.com/",
                "ftp://127.0.0.1/",
                "http://10.0.0.1/"
            })
    void sendsTheTokenNowhereElse(String uri) {
        Map<String, String> environment = Map.of("AWS_CONTAINER_CREDENTIALS_FULL_URI", uri);
        assertThrows(IllegalArgumentException.class, () -> CredentialsSource.of(environment, () -> now));
    }

    @Test
    void saysWhatToSetWhenThereAreNone() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> CredentialsSource.of(Map.of(), () -> now));
        assertEquals(
                "no AWS credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_CONTAINER_CREDENTIALS_FULL_URI",
                e.getMessage());
    }

    private CredentialsSource container() {
        Map<String, String> environment = Map.of(
                "AWS_CONTAINER_CREDENTIALS_FULL_URI", uri(), "AWS_CONTAINER_AUTHORIZATION_TOKEN", "secret-token");
        return CredentialsSource.of(environment, () -> now);
    }

    private String uri() {
        return "http://127.0.0.1:" + endpoint.getAddress().getPort() + "/creds";
    }
}
