package plainstream.api.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plainstream.api.YamlDocument.asMap;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import plainstream.api.ApiFixture;
import plainstream.api.YamlDocument;

/** The document names the topics, types, headers and values that are really published, and no others. */
class AsyncApiTest {
    private static final YamlDocument document = YamlDocument.of("asyncapi.yaml");

    /** What is forgotten is said in a line, file and all. */
    @Test
    void hasTheTopicsAndTheirEvents() {
        Set<String> published = new TreeSet<>(Set.of("orders-enriched: plainstream.order-enriched.v1"));
        for (Event.Type type : Event.Type.values()) {
            published.add(type.topic() + ": " + type.id());
        }
        Set<String> topics = new TreeSet<>();
        Set<String> described = new TreeSet<>();
        for (Object channel : document.at("channels").values()) {
            String topic = (String) asMap(channel).get("address");
            topics.add(topic);
            asMap(asMap(channel).get("messages"))
                    .values()
                    .forEach(message -> described.add(
                            topic + ": " + document.resolve(message).get("name")));
        }
        assertEquals(new TreeSet<>(Topics.ALL), topics);
        List<String> lacking = new ArrayList<>();
        published.stream()
                .filter(one -> !described.contains(one))
                .forEach(one -> lacking.add("asyncapi.yaml lacks the message of " + one));
        described.stream()
                .filter(one -> !published.contains(one))
                .forEach(one -> lacking.add("Event.java lacks the type of " + one + ", which asyncapi.yaml has"));
        assertEquals("", String.join("\n", lacking));
    }

    @Test
    void hasTheHeadersAndMembersOfWhatIsPublished() {
        Map<String, Object> headers = document.at("components", "schemas", "Headers");
        Set<String> seen = new TreeSet<>();
        Set<Event.Type> types = new TreeSet<>();
        for (Event event : published()) {
            types.add(event.type());
            ProducerRecord<byte[], byte[]> record = Records.of(event, 1);
            Set<String> names = new TreeSet<>();
            for (Header header : record.headers()) {
                names.add(header.key());
            }
            assertTrue(names.containsAll((List<?>) headers.get("required")), names.toString());
            seen.addAll(names);
            Map<String, Object> value = new Yaml().load(new String(record.value(), StandardCharsets.UTF_8));
            String type = event.type().id();
            Map<String, Object> payload = document.resolve(message(type).get("payload"));
            Set<String> members = new TreeSet<>(asMap(payload.get("properties")).keySet());
            assertEquals(members, new TreeSet<Object>((List<?>) payload.get("required")), type);
            // An order may have more of the client's own.
            boolean open = payload.containsKey("additionalProperties");
            assertEquals(members, open ? common(members, value.keySet()) : new TreeSet<>(value.keySet()), type);
        }
        for (Event.Type type : Event.Type.values()) {
            assertTrue(
                    types.contains(type),
                    "no example of openapi.yaml makes a " + type.id() + ": it lacks one, or Writes.java the path");
        }
        assertEquals(new TreeSet<>(asMap(headers.get("properties")).keySet()), seen);
    }

    /** One of each, from the examples of {@code openapi.yaml}. */
    private static List<Event> published() {
        String[] traced = {"Idempotency-Key", "k", "X-Amzn-Trace-Id", "Root=1-67891233-abcdef012345678912345678"};
        try (ApiFixture api = new ApiFixture()) {
            api.get("/current_time?name=Paul");
            YamlDocument.of("openapi.yaml").postedExamples().forEach((path, body) -> api.post(path, body, traced));
            return List.copyOf(api.publisher.events);
        }
    }

    private static Set<String> common(Set<String> some, Set<String> others) {
        Set<String> common = new TreeSet<>(some);
        common.retainAll(others);
        return common;
    }

    private static Map<String, Object> message(String type) {
        return document.at("components", "messages").values().stream()
                .map(YamlDocument::asMap)
                .filter(message -> type.equals(message.get("name")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("asyncapi.yaml lacks the message " + type));
    }
}
