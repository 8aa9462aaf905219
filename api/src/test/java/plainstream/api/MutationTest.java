package plainstream.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import plainstream.api.json.Json;

/** Good requests with random damage: each is answered or closed, none is a fault of ours, and nothing is left behind. */
class MutationTest {
    private static final int MUTATIONS = 2_000;
    private static final long SEED = 20_261_121;
    private static final String ALPHABET = "\r\n\t\0 :;,/?#%&=+.-\"\\{}[]()<>@|0aZ\u007f\u0080\u00ff";
    private static final List<String> REQUESTS = List.of(
            "GET /current_time?name=Paul HTTP/1.1\r\nHost: a\r\n\r\n",
            "HEAD / HTTP/1.1\r\nHost: a:80\r\nX-Forwarded-For: 1.2.3.4\r\nX-Amzn-Trace-Id: Root=1-67891233-abcdef012345678912345678\r\n\r\n",
            "POST /likes HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 18\r\nIdempotency-Key: k\r\n\r\n{\"movieId\":\"tt01\"}",
            "POST /orders HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "22\r\n{\"OrderNo\":\"1\",\"Customer\":\"J\",\"n\":1}\r\n0\r\n\r\n",
            "POST /app HTTP/1.0\r\nConnection: keep-alive\r\nExpect: 100-continue\r\nContent-Length: 0\r\n\r\n");

    @Test
    void neverFaultsAndNeverHangs() throws IOException {
        ApiFixture api = new ApiFixture("SHUTDOWN_GRACE_MS", "60000");
        Random random = new Random(SEED);
        for (int i = 0; i < MUTATIONS; i++) {
            String request = mutate(REQUESTS.get(i % REQUESTS.size()), random);
            String status = Wire.status(api.raw(request));
            // 501 is the JDK's own word for a Transfer-Encoding that it does not know.
            boolean fault = status.startsWith("HTTP/1.1 5") && !status.startsWith("HTTP/1.1 501");
            assertTrue(!fault, () -> status + " to " + Json.quote(request));
        }
        assertEquals(200, api.get("/hello").statusCode());
        long started = System.nanoTime();
        api.close();
        assertTrue(System.nanoTime() - started < Duration.ofSeconds(10).toNanos(), "an exchange was left behind");
    }

    private static String mutate(String request, Random random) {
        StringBuilder text = new StringBuilder(request);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(text.length());
            char c = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
            switch (random.nextInt(4)) {
                case 0 -> text.setCharAt(at, c);
                case 1 -> text.insert(at, c);
                case 2 -> text.deleteCharAt(at);
                default -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(20))));
            }
        }
        return text.toString();
    }
}
