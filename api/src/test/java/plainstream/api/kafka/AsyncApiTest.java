package plainstream.api.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import plainstream.api.ApiFixture;

/** The document names the topics, types, headers and values that are really published, and no others. */
class AsyncApiTest {
    private static Map<String, Object> document;

    @BeforeAll
    static void read() throws IOException {
        try (InputStream in = AsyncApiTest.class.getResourceAsStream("/plainstream/api/asyncapi.yaml")) {
            document = new Yaml().load(in);
        }
    }

    @Test
    void hasTheTopicsAndTheirEvents() {
        Map<String, Set<String>> published =
                new TreeMap<>(Map.of("orders-enriched", Set.of("plainstream.order-enriched.v1")));
        for (Event.Type type : Event.Type.values()) {
            published.computeIfAbsent(type.topic(), topic -> new TreeSet<>()).add(type.id());
        }
        assertEquals(new TreeSet<>(Topics.ALL), published.keySet());
        Map<String, Set<String>> described = new TreeMap<>();
        for (Object channel : map(document, "channels").values()) {
            Set<String> names = new TreeSet<>();
            map(asMap(channel), "messages")
                    .values()
                    .forEach(message -> names.add((String) resolve(message).get("name")));
            described.put((String) asMap(channel).get("address"), names);
        }
        assertEquals(published, described);
    }

    @Test
    void hasTheHeadersAndMembersOfWhatIsPublished() {
        Map<String, Object> headers = map(map(map(document, "components"), "schemas"), "Headers");
        Set<String> seen = new TreeSet<>();
        try (ApiFixture api = new ApiFixture()) {
            String[] traced = {"Idempotency-Key", "k", "X-Amzn-Trace-Id", "Root=1-67891233-abcdef012345678912345678"};
            api.get("/current_time?name=Paul");
            api.post("/app", "", traced);
            api.post("/likes", "{\"movieId\":\"a\"}", traced);
            api.post("/orders", "{\"OrderNo\":\"1\",\"Customer\":\"J\"}", traced);
            assertEquals(Event.Type.values().length, api.publisher.events.size());
            for (Event event : api.publisher.events) {
                ProducerRecord<byte[], byte[]> record = Records.of(event, 1);
                Set<String> names = new TreeSet<>();
                for (Header header : record.headers()) {
                    names.add(header.key());
                }
                assertTrue(names.containsAll((List<?>) headers.get("required")), names.toString());
                seen.addAll(names);
                Map<String, Object> value = new Yaml().load(new String(record.value(), StandardCharsets.UTF_8));
                Map<String, Object> payload = resolve(message(event.type().id()).get("payload"));
                assertEquals(new TreeSet<>(map(payload, "properties").keySet()), new TreeSet<>(value.keySet()));
                assertEquals(
                        new TreeSet<Object>((List<?>) payload.get("required")), new TreeSet<Object>(value.keySet()));
            }
        }
        assertEquals(new TreeSet<>(map(headers, "properties").keySet()), seen);
    }

    private static Map<String, Object> message(String type) {
        Collection<Object> messages =
                map(map(document, "components"), "messages").values();
        return messages.stream()
                .map(AsyncApiTest::asMap)
                .filter(message -> type.equals(message.get("name")))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Object> resolve(Object node) {
        if (!(asMap(node).get("$ref") instanceof String reference)) {
            return asMap(node);
        }
        Object target = document;
        for (String step : reference.substring(2).split("/")) {
            target = asMap(target).get(step);
        }
        return asMap(target);
    }

    private static Map<String, Object> map(Map<String, Object> parent, String name) {
        return asMap(parent.get(name));
    }

    @SuppressWarnings("unchecked") // The document's shape is what is tested here.
    private static Map<String, Object> asMap(Object node) {
        return (Map<String, Object>) node;
    }
}
