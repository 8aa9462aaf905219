package plainstream.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import plainstream.consumer.dynamodb.Attribute;
import plainstream.consumer.dynamodb.Item;

/** Timestamps and orders. */
class EventsHandlerIT extends EventsFunction {
    @Test
    void storesTimestampsUnderTheirDay() throws IOException {
        TestEvent event = new TestEvent()
                .timestamp(0, 0, "a", "2026-11-20T23:59:59.999999Z")
                .timestamp(0, 1, "b", "2026-11-21T00:00:00.000000Z");
        invoke(event);
        invoke(event);
        List<Item> items = tables.all("timestamps");
        assertEquals(2, items.size());
        Item a = items.stream()
                .filter(item -> item.text("id").equals("a"))
                .findFirst()
                .orElseThrow();
        assertEquals("2026-11-20", a.text("day"));
        assertEquals("2026-11-20T23:59:59.999999Z#a", a.text("at"));
        assertEquals("192.0.2.7", a.text("clientIp"));
        assertEquals("2026-11-21T03:17:32.000001Z", a.text("acceptedAt"));
        assertEquals("2026-11-21T03:17:32.123000Z", a.text("appendedAt"));
        assertEquals(27, a.text("processedAt").length());
    }

    @Test
    void storesATimestampOfOneKeyOnce() throws IOException {
        Map<String, String> headers = TestEvent.headers("plainstream.timestamp.v1", "k");
        headers.put("ce_idempotent", "true");
        invoke(new TestEvent()
                .add("events", 0, 0, headers, TestEvent.timestampJson("k", "2026-11-21T00:00:00.000001Z")));
        invoke(new TestEvent()
                .add("events", 0, 1, headers, TestEvent.timestampJson("k", "2026-11-21T00:00:05.000001Z")));
        assertEquals(1, tables.all("timestamps").size());
        assertEquals("app#k", tables.all("idempotency").getFirst().text("id"));
    }

    @Test
    void neverOverwritesANewerOrder() throws IOException {
        TestEvent old = new TestEvent().order(0, "2026-11-21T00:00:00.000000Z", order("Pencil"));
        TestEvent newer = new TestEvent().order(1, "2026-11-21T00:00:01.000000Z", order("Binder"));
        invoke(old);
        invoke(newer);
        assertEquals(OK, invoke(old));
        Item item = tables.all("orders").getFirst();
        assertEquals("Binder", item.text("Item"));
        assertEquals(new Attribute.N("1.95"), item.attributes().get("UnitCost"));
        assertEquals(new Attribute.Bool(true), item.attributes().get("Paid"));
        assertEquals(new Attribute.Null(), item.attributes().get("address"));
    }

    @Test
    void storesThousandsOfRecordsOfOneBatch() throws IOException {
        TestEvent event = new TestEvent();
        for (int i = 0; i < 2_000; i++) {
            event.timestamp(i % 3, i, "id-" + i, "2026-11-21T00:00:00.%06dZ".formatted(i));
        }
        event.timestamp(0, 2_000, "id-1998", "2026-11-21T00:00:00.001998Z"); // produced twice
        for (int i = 0; i < 2; i++) {
            assertEquals(OK, invoke(event));
            assertEquals(2_000, tables.all("timestamps").size());
        }
    }
}
