package plainstream.tools.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client of OSV, against a server that answers as OSV's documentation says. */
class OsvTest {

    private final List<String> questions = new ArrayList<>();
    private int status = 200;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/query", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void asksByPurlAndFollowsPages() throws Exception {
        List<Vulnerability> found = osv().ask(Coordinates.of("a.b:lib:1.0"));
        assertEquals(
                List.of("GHSA-1", "GHSA-2"),
                found.stream().map(Vulnerability::id).toList());
        assertEquals(
                List.of(
                        "{\"package\":{\"purl\":\"pkg:maven/a.b/lib@1.0\"}}",
                        "{\"package\":{\"purl\":\"pkg:maven/a.b/lib@1.0\"},\"page_token\":\"next\"}"),
                questions);
    }

    @Test
    void believesOsvThatAnArtifactIsAffectedEvenIfTheRecordReadsOtherwise() throws Exception {
        Vulnerability found = osv().ask(Coordinates.of("a.b:lib:1.0")).getFirst();
        assertTrue(found.affects(Coordinates.of("a.b:lib:1.0")) && !found.affects(Coordinates.of("a.b:lib:1.1")));
    }

    @Test
    void neverTakesARefusalForNoVulnerability() {
        status = 429;
        IOException refused = assertThrows(IOException.class, () -> osv().ask(Coordinates.of("a:lib:1")));
        assertTrue(refused.getMessage().endsWith("answers 429 for a:lib:1"), refused.getMessage());
    }

    private Osv osv() {
        return Osv.at("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            questions.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            String answer = questions.size() == 1
                    ? "{\"vulns\":[{\"id\":\"GHSA-1\"}],\"next_page_token\":\"next\"}"
                    : "{\"vulns\":[{\"id\":\"GHSA-2\"},{\"id\":\"GHSA-3\",\"withdrawn\":\"2026-01-01T00:00:00Z\"}]}";
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
