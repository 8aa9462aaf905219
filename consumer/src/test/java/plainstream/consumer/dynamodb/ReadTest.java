package plainstream.consumer.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReadTest {
    @Test
    void scansPageByPage() {
        Read first = Read.scan("t", 3, new Item());
        assertEquals("Scan", first.operation());
        assertEquals("{\"TableName\":\"t\",\"Limit\":3}", body(first));
        Read next = Read.scan("t", 3, new Item().with("id", "a"));
        assertEquals("{\"TableName\":\"t\",\"Limit\":3,\"ExclusiveStartKey\":{\"id\":{\"S\":\"a\"}}}", body(next));
    }

    @Test
    void queriesTheNewestFirst() {
        Item values = new Item().with(":day", "2026-11-21");
        Read read = new Read("t", "byId", "#d = :day", Map.of("#d", "day"), values, 2, new Item());
        assertEquals("Query", read.operation());
        String body = body(read);
        assertEquals(
                "{\"TableName\":\"t\",\"Limit\":2,\"IndexName\":\"byId\",\"KeyConditionExpression\":\"#d = :day\",\"ScanIndexForward\":false,",
                body.substring(0, body.indexOf("\"Expression")));
    }

    @Test
    void doublesTheLimitOfAPauseUpToACap() {
        Retries retries = new Retries(6, 25, 100, Set.of());
        assertEquals(25, retries.pauseLimitMs(0));
        assertEquals(50, retries.pauseLimitMs(1));
        assertEquals(100, retries.pauseLimitMs(2));
        assertEquals(100, retries.pauseLimitMs(3));
        assertEquals(100, retries.pauseLimitMs(200));
    }

    private static String body(Read read) {
        return new String(read.body(), UTF_8);
    }
}
