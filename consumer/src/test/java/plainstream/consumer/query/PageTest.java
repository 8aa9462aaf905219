package plainstream.consumer.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PageTest {
    private static final Map<String, List<String>> NOTHING = Map.of("", List.of(""));

    /** {@code ?&limit=5}: the load balancer makes a parameter of what stands before the ampersand, and the API makes none. */
    @Test
    void passesByWhatIsNoParameter() {
        assertEquals(5, Page.of(Map.of("", List.of(""), "limit", List.of("5"))).limit());
        Page.none(NOTHING);
    }

    @Test
    void namesAParameterWithoutAName() {
        Problem problem = assertThrows(Problem.class, () -> Page.of(Map.of("", List.of("x"))));
        String answer = new String(problem.response("/likes").body(), StandardCharsets.UTF_8);
        assertTrue(answer.contains("\"errors\":[{\"parameter\":\"\",\"detail\":\"unknown\"}]"), answer);
    }
}
