package plainstream.tools.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SourceSizeTest {

    private static final String README =
            "There are 1,000 lines of Java in `api` and 2,000 lines of Java in `consumer`.";

    @Test
    void countsNeitherCommentsNorBlankLines() {
        assertEquals(2, SourceSize.count("/** Doc.\n * more\n */\nclass A {\n\n    // why\n    /* a */\n}\n"));
    }

    @Test
    void acceptsWhatIsWithinTheBoundsAndAsReadmeSays() {
        assertEquals(List.of(), check(1_040));
    }

    @Test
    void findsTooManyLines() {
        assertEquals(List.of("api has 1041 lines of Java, more than 1040"), check(1_041));
    }

    @Test
    void findsAReadmeThatIsOutOfDate() {
        assertEquals(List.of("README says 1000 lines for api, which has 940"), check(940));
    }

    private static List<String> check(int api) {
        return new SourceSize(Map.of("api", api))
                .check(Map.of("api", "1040"), README).stream()
                        .map(Finding::what)
                        .toList();
    }
}
