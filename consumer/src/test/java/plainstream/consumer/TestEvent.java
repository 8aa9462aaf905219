package plainstream.consumer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import plainstream.consumer.json.JsonWriter;
import plainstream.consumer.time.UtcTime;

/** Events as the event source mapping makes them, for the tests. */
public final class TestEvent {
    public static final long APPENDED_MS = 1_795_231_052_123L;

    private final Map<String, List<byte[]>> records = new LinkedHashMap<>();

    public TestEvent add(String topic, int partition, long offset, Map<String, String> headers, byte[] value) {
        List<String[]> list = new ArrayList<>();
        headers.forEach((name, text) -> list.add(new String[] {name, new String(text.getBytes(UTF_8), ISO_8859_1)}));
        return addRepeated(topic, partition, offset, list, value);
    }

    /** With headers whose names may repeat and whose characters are their bytes. */
    TestEvent addRepeated(String topic, int partition, long offset, List<String[]> headers, byte[] value) {
        JsonWriter out = new JsonWriter()
                .beginObject()
                .name("topic")
                .string(topic)
                .name("partition")
                .number(partition);
        out.name("offset")
                .number(offset)
                .name("timestamp")
                .number(APPENDED_MS)
                .name("timestampType")
                .string("LOG_APPEND_TIME");
        out.name("key").base64("key".getBytes(UTF_8)).name("value");
        if (value == null) {
            out.nul();
        } else {
            out.base64(value);
        }
        out.name("headers").beginArray();
        for (String[] header : headers) {
            out.beginObject().name(header[0]).beginArray();
            for (byte b : header[1].getBytes(ISO_8859_1)) {
                out.number(b);
            }
            out.endArray().endObject();
        }
        records.computeIfAbsent(topic + "-" + partition, key -> new ArrayList<>())
                .add(out.endArray().endObject().toBytes());
        return this;
    }

    public TestEvent like(int partition, long offset, String movieId) {
        return add(
                "events",
                partition,
                offset,
                headers("plainstream.like.v1", "like-" + offset),
                json("{\"movieId\":\"" + movieId + "\"}"));
    }

    public TestEvent keyedLike(int partition, long offset, String movieId, String key) {
        Map<String, String> headers = headers("plainstream.like.v1", key);
        headers.put("ce_idempotent", "true");
        return add("events", partition, offset, headers, json("{\"movieId\":\"" + movieId + "\"}"));
    }

    public TestEvent timestamp(int partition, long offset, String id, String timestamp) {
        return add("events", partition, offset, headers("plainstream.timestamp.v1", id), timestampJson(id, timestamp));
    }

    public static byte[] timestampJson(String id, String timestamp) {
        return json("{\"id\":\"" + id + "\",\"timestamp\":\"" + timestamp
                + "\",\"clientIp\":\"192.0.2.7\",\"protocol\":\"HTTP/1.1\"}");
    }

    public TestEvent keyedTimestamp(int partition, long offset, String key, String timestamp) {
        Map<String, String> headers = headers("plainstream.timestamp.v1", key);
        headers.put("ce_idempotent", "true");
        return add("events", partition, offset, headers, timestampJson(key, timestamp));
    }

    /** The same records, as the archive gives them back. */
    public TestEvent archived(String epoch, Instant at) {
        String added = ",\"epoch\":\"" + epoch + "\",\"archivedAt\":\"" + UtcTime.iso(at) + "\"}";
        TestEvent event = new TestEvent();
        records.forEach((key, list) -> event.records.put(
                key,
                list.stream()
                        .map(record -> json(new String(record, UTF_8).replaceFirst("}$", added)))
                        .toList()));
        return event;
    }

    public TestEvent order(long offset, String time, String order) {
        Map<String, String> headers = headers("plainstream.order-enriched.v1", "order-" + offset);
        headers.put("ce_time", time);
        return add("orders-enriched", 0, offset, headers, json(order));
    }

    public static Map<String, String> headers(String type, String id) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", id);
        headers.put("ce_source", "/plainstream/api");
        headers.put("ce_type", type);
        headers.put("ce_time", "2026-11-21T03:17:32.000001Z");
        headers.put("content-type", "application/json");
        return headers;
    }

    public static byte[] json(String text) {
        return text.getBytes(UTF_8);
    }

    public byte[] bytes() {
        JsonWriter out = new JsonWriter().beginObject().name("eventSource").string("aws:kafka");
        out.name("eventSourceArn").string("arn:aws:kafka:eu-west-1:000000000000:cluster/c/uuid");
        out.name("bootstrapServers").string("b-1:9098").name("records").beginObject();
        records.forEach((key, list) -> {
            out.name(key).beginArray();
            list.forEach(out::raw);
            out.endArray();
        });
        return out.endObject().endObject().toBytes();
    }
}
