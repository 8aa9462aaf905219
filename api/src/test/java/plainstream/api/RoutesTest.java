package plainstream.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import plainstream.api.kafka.Event;

/** Every route through a real client, but for the writes. */
class RoutesTest {
    private final ApiFixture api = new ApiFixture();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void greets() {
        HttpResponse<String> answer = api.get("/current_time?name=Paul");
        assertEquals(200, answer.statusCode());
        assertTrue(answer.body().matches("\\{\"timestamp\":[0-9]{10},\"message\":\"Hello, Paul!\"}"), answer.body());
        Event event = api.publisher.events.getFirst();
        assertEquals(Event.Type.GREETING, event.type());
        assertEquals("Paul", event.key());
        assertEquals(answer.body(), text(event.value()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?name",
                "?name=",
                "?name=;echo",
                "?name=1",
                "?name=a%20b",
                "?name=%C3%A4",
                "?name=a&name=b",
                "?name=a&x=1",
                "?name=%ff"
            })
    void refusesOtherNames(String query) {
        HttpResponse<String> answer = api.get("/current_time" + query);
        assertEquals(400, answer.statusCode());
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("Content-Type").orElseThrow());
        assertTrue(answer.body().contains("\"errors\":[{\"parameter\":"), answer.body());
        assertTrue(api.publisher.events.isEmpty());
    }

    @Test
    void limitsTheNamesLength() {
        assertEquals(200, api.get("/current_time?name=" + "a".repeat(247)).statusCode());
        assertEquals(400, api.get("/current_time?name=" + "a".repeat(248)).statusCode());
    }

    @Test
    void isReadyWhenThePublisherIs() {
        assertEquals(200, api.get("/readiness").statusCode());
        api.publisher.ready = false;
        HttpResponse<String> answer = api.get("/readiness");
        assertEquals(503, answer.statusCode());
        assertEquals("1", answer.headers().firstValue("Retry-After").orElseThrow());
        assertEquals(200, api.get("/healthcheck").statusCode());
        assertEquals("", api.get("/healthcheck").body());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/                                                 | text/html; charset=utf-8       | Welcome to Plainstream",
                "/page/main.js                                     | text/javascript; charset=utf-8 | import",
                "/page/page.css                                    | text/css; charset=utf-8        | body",
                "/config.json                                      | application/json               | {}",
                "/openapi.yaml                                     | application/yaml; charset=utf-8| openapi: 3.1",
                "/asyncapi.yaml                                    | application/yaml; charset=utf-8| asyncapi: 3",
                "/hello                                            | application/json               | {\"message\":\"Hello, World!\"}",
                "/.well-known/appspecific/com.chrome.devtools.json | application/json               | {}"
            })
    void serves(String path, String type, String content) {
        HttpResponse<String> answer = api.get(path);
        assertEquals(200, answer.statusCode());
        assertEquals(type, answer.headers().firstValue("Content-Type").orElseThrow());
        assertTrue(answer.body().contains(content));
        assertEquals(
                "nosniff", answer.headers().firstValue("X-Content-Type-Options").orElseThrow());
    }

    @Test
    void letsThePageRunItsOwnScriptOnly() {
        HttpResponse<String> page = api.get("/");
        String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
        assertTrue(policy.contains("default-src 'none'; script-src 'self'"));
        assertFalse(policy.contains("unsafe"));
        assertFalse(
                page.body().matches("(?s).*(<script>|<style>| on[a-z]+=| style=).*"), "the policy would block this");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT     | /hello       | GET, HEAD",
                "POST   | /            | GET, HEAD",
                "DELETE | /app    | GET, HEAD, POST",
                "PUT    | /likes  | GET, HEAD, POST",
                "OPTIONS | /orders      | GET, HEAD, POST",
                "POST   | /app/1       | GET, HEAD",
                "PATCH  | /orders/SO-001 | GET, HEAD"
            })
    void answers405WithAllow(String method, String path, String allow) {
        HttpResponse<String> answer =
                api.send(HttpRequest.newBuilder(api.uri(path)).method(method, BodyPublishers.noBody()));
        assertEquals(405, answer.statusCode());
        assertEquals(allow, answer.headers().firstValue("Allow").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/error",
                "/healthcheckfoo",
                "/healthcheck/",
                "/hello/",
                "/./hello",
                "/app/../hello",
                "/%68ello",
                "/HELLO",
                "/hello;x",
                "/app/",
                "/app/1/2",
                "/likes//",
                "/a%00b"
            })
    void answers404ToAnyOtherPath(String path) {
        HttpResponse<String> answer = api.get(path);
        assertEquals(404, answer.statusCode(), answer.body());
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("Content-Type").orElseThrow());
    }

    /** Not 405, as if something were there for other methods. */
    @ParameterizedTest
    @ValueSource(strings = {"/app/", "/orders/", "/likes//", "/app/1/"})
    void answers404AlsoToWrites(String path) {
        HttpResponse<String> answer =
                api.send(HttpRequest.newBuilder(api.uri(path)).PUT(BodyPublishers.noBody()));
        assertEquals(404, answer.statusCode(), answer.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/app", "/app/1", "/likes", "/likes/tt1", "/orders?limit=3", "/orders/SO-1"})
    void saysWhoServesReads(String path) {
        HttpResponse<String> answer = api.get(path);
        assertEquals(404, answer.statusCode());
        assertTrue(answer.body().contains("queries function"), answer.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/?x=1", "/hello?x=1", "/healthcheck?x", "/readiness?%ff", "/openapi.yaml?a=1"})
    void refusesUnknownParametersEverywhere(String target) {
        assertEquals(400, api.get(target).statusCode());
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
