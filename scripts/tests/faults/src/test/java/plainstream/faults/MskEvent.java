package plainstream.faults;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import plainstream.consumer.json.JsonWriter;

/** The JSON in which Lambda's event source mapping hands records to a function. */
final class MskEvent {
    private MskEvent() {}

    static byte[] of(List<Event> events) {
        Map<String, List<Event>> byPartition = events.stream()
                .collect(Collectors.groupingBy(
                        event -> event.topic() + "-" + event.partition(), LinkedHashMap::new, Collectors.toList()));
        var json = new JsonWriter()
                .beginObject()
                .name("eventSource")
                .string("aws:kafka")
                .name("eventSourceArn")
                .string("arn:aws:kafka:eu-central-1:000000000000:cluster/plainstream/0")
                .name("bootstrapServers")
                .string("127.0.0.1:9092")
                .name("records")
                .beginObject();
        byPartition.forEach((name, records) -> {
            json.name(name).beginArray();
            records.forEach(event -> write(event, json));
            json.endArray();
        });
        return json.endObject().endObject().toBytes();
    }

    private static void write(Event event, JsonWriter json) {
        json.beginObject().name("topic").string(event.topic());
        json.name("partition").number(event.partition());
        json.name("offset").number(event.offset());
        json.name("timestamp").number(event.timestampMs());
        json.name("timestampType").string("LOG_APPEND_TIME");
        base64("key", event.key(), json);
        base64("value", event.value(), json);
        json.name("headers").beginArray();
        event.headers().forEach(header -> write(header, json));
        json.endArray().endObject();
    }

    private static void base64(String name, byte[] bytes, JsonWriter json) {
        if (bytes != null) {
            json.name(name).base64(bytes);
        }
    }

    private static void write(Event.Header header, JsonWriter json) {
        json.beginObject().name(header.name()).beginArray();
        for (byte b : header.value()) {
            json.number(b);
        }
        json.endArray().endObject();
    }
}
