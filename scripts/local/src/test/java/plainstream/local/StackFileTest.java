package plainstream.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StackFileTest {
    private static final String FILE = """
            {"mapping":{"startingPosition":"TRIM_HORIZON","filterPatterns":{"orders":["{\\"value\\":{\\"Units\\":[%s]}}"]}}}""";

    @Test
    void filtersATopicAsTerraformDoes() throws Exception {
        var mapping = StackFile.parse(FILE.formatted("7"), Map.of()).mapping();
        assertEquals(true, mapping.settings("orders", "orders").filter().admits("{\"Units\":7}".getBytes(UTF_8)));
        assertEquals(false, mapping.settings("orders", "orders").filter().admits("{\"Units\":8}".getBytes(UTF_8)));
        assertEquals(true, mapping.settings("events", "events").filter().admits("{\"Units\":8}".getBytes(UTF_8)));
    }

    @Test
    void refusesAPatternThatAwsRefuses() throws Exception {
        var mapping =
                StackFile.parse(FILE.formatted("{\\\"like\\\":1}"), Map.of()).mapping();
        assertThrows(IllegalArgumentException.class, () -> mapping.settings("orders", "orders"));
    }
}
