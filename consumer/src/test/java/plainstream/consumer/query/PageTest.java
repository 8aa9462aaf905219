package plainstream.consumer.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageTest {
    @Test
    void hasDefaults() {
        assertEquals(new Page(20, ""), Page.of(Map.of()));
        assertEquals(new Page(5, "c"), Page.of(Map.of("limit", List.of("5"), "%63ursor", List.of("%63"))));
    }

    /** {@code ?&limit=5}: the load balancer makes a parameter of what stands before the ampersand. */
    @Test
    void refusesAParameterWithoutAName() {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        parameters.put("", List.of(""));
        parameters.put("limit", List.of("5"));
        String answer = refusal(parameters);
        assertTrue(answer.contains("\"detail\":\"The query is not valid.\""), answer);
        assertTrue(answer.contains("\"errors\":[{\"parameter\":\"\",\"detail\":\"unknown\"}]"), answer);
        assertThrows(Problem.class, () -> Page.none(Map.of("", List.of(""))));
    }

    @Test
    void namesEveryFault() {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        parameters.put("limit", List.of("1", "2"));
        parameters.put("x", List.of("1"));
        parameters.put("%zz", List.of("1"));
        String answer = refusal(parameters);
        assertTrue(
                answer.contains("\"errors\":[{\"parameter\":\"limit\",\"detail\":\"given more than once\"},"
                        + "{\"parameter\":\"x\",\"detail\":\"unknown\"},"
                        + "{\"parameter\":\"%zz\",\"detail\":\"not percent-encoded UTF-8\"}]"),
                answer);
    }

    @ParameterizedTest
    @CsvSource({
        "/likes/tt1, /likes/tt1",
        "/orders/\u00e9, /orders/%C3%A9",
        "/orders/%C3%A9, /orders/%C3%A9",
        "/orders/%zz%, /orders/%25zz%25",
        "'/orders/a b\"<|>', /orders/a%20b%22%3C%7C%3E",
        "/orders/~!$&'()*+;=:@,/orders/~!$&'()*+;=:@",
    })
    void namesThePathInAscii(String path, String instance) {
        assertEquals(instance, PercentEncoder.uri(path));
    }

    private static String refusal(Map<String, List<String>> parameters) {
        Problem problem = assertThrows(Problem.class, () -> Page.of(parameters));
        return new String(problem.response("/likes").body(), StandardCharsets.UTF_8);
    }
}
