package plainstream.api.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {
    @Test
    void decodesNamesAndValues() throws Problem {
        assertEquals(
                Map.of("na me", "P\u00e4ul +=?", "b", "", "c", ""),
                Query.parse("na+me=P%C3%a4ul+%2b=?&b&&c=", Set.of("na me", "b", "c")));
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

    @ParameterizedTest
    @ValueSource(strings = {"%", "%2", "%g0", "%0g", "%ff", "%c3", "%c0%80", "%ed%a0%80", "x%"})
    void refusesIllEncodedValues(String value) {
        assertThrows(Problem.class, () -> Query.parse("a=" + value, Set.of("a")));
    }
}
