package plainstream.api.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plainstream.api.json.Json;
import plainstream.consumer.query.Page;

class QueryTest {
    @Test
    void decodesNamesAndValues() throws Problem {
        assertEquals(
                Map.of("na me", "P\u00e4ul +=?", "b", "", "c", ""),
                Query.parse("na+me=P%C3%a4ul+%2b=?&b&c=", Set.of("na me", "b", "c")));
    }

    @Test
    void isEmptyWithoutAQuery() throws Problem {
        assertEquals(Map.of(), Query.parse("", Set.of()));
    }

    @Test
    void namesEveryFault() {
        Problem problem = assertThrows(Problem.class, () -> Query.parse("a=1&a=2&x=1&%zz=1", Set.of("a")));
        assertEquals(
                List.of(
                        Problem.Fault.parameter("a", "given more than once"),
                        Problem.Fault.parameter("x", "unknown"),
                        Problem.Fault.parameter("%zz", "not percent-encoded UTF-8")),
                problem.errors());
    }

    /** The load balancer splits a query for the function; both say the same of it. */
    @ParameterizedTest
    @ValueSource(strings = {"&", "=", "x", "x=1&y=2", "x=1&x=2", "%zz=1", "x=%ff", "+=1", "%00"})
    void saysWhatTheQueriesFunctionSays(String raw) {
        Map<String, List<String>> split = new LinkedHashMap<>();
        for (String pair : raw.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            split.computeIfAbsent(parts[0], name -> new ArrayList<>()).add(parts.length == 2 ? parts[1] : "");
        }
        Problem ours = assertThrows(Problem.class, () -> Query.parse(raw, Set.of()));
        var theirs = assertThrows(plainstream.consumer.query.Problem.class, () -> Page.none(split));
        assertEquals(ours.getMessage(), theirs.getMessage());
        String errors = ours.errors().stream()
                .distinct()
                .map(e -> Json.object()
                        .member("parameter", e.name())
                        .member("detail", e.detail())
                        .close('}'))
                .map(json -> new String(json.bytes(), UTF_8))
                .collect(Collectors.joining(","));
        String answer = new String(theirs.response("/").body(), UTF_8);
        assertTrue(answer.contains("\"errors\":[" + errors + "]"), answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"&", "&a=1", "a=1&", "a=1&&b=2", "=", "=x", "a=1&=x"})
    void refusesAParameterWithoutAName(String query) {
        Problem problem = assertThrows(Problem.class, () -> Query.parse(query, Set.of("a", "b")));
        assertTrue(problem.errors().contains(Problem.Fault.parameter("", "unknown")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%2", "%g0", "%0g", "%ff", "%c3", "%c0%80", "%ed%a0%80", "x%"})
    void refusesIllEncodedValues(String value) {
        assertThrows(Problem.class, () -> Query.parse("a=" + value, Set.of("a")));
    }
}
