package plainstream.bench;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Events as Amazon MSK hands them to a function. The text is put together from numbers, base64 and names of ours, none of
 * which JSON would have to escape.
 *
 * @param topic of every record
 * @param partition of every record
 * @param headers the records' headers, as JSON
 */
public record MskEvent(String topic, int partition, String headers) {
    private static final String SHAPE = """
            {"eventSource":"aws:kafka",\
            "eventSourceArn":"arn:aws:kafka:eu-west-1:123456789012:cluster/bench/00000000-0000-0000-0000-000000000000-s1",\
            "bootstrapServers":"boot-1.bench.c1.kafka-serverless.eu-west-1.amazonaws.com:9098",\
            "records":{"%s-%d":[%s]}}""";
    private static final String KEY = "KEY";
    private static final String RECORD = """
            {"topic":"%s","partition":%d,"offset":%d,"timestamp":1761768986000,"timestampType":"LOG_APPEND_TIME",\
            "key":"%s","value":"%s","headers":%s}""";

    /**
     * Records without headers.
     *
     * @return the event's shape
     */
    public static MskEvent bare() {
        return new MskEvent("events", 0, "[]");
    }

    /**
     * Records with the headers that the API gives them.
     *
     * @return the event's shape
     */
    public static MskEvent cloudEvents() {
        return of("events", 0, "plainstream.timestamp.v1");
    }

    /** Records of a type, with the headers that the API gives them. */
    static MskEvent of(String topic, int partition, String type) {
        String headers = header("ce_specversion", "1.0") + "," + header("ce_id", "0b9a1c2d-3e4f-4a5b-8c6d-7e8f9a0b1c2d")
                + ","
                + header("ce_source", "/plainstream/api") + "," + header("ce_type", type) + ","
                + header("ce_time", "2026-11-21T03:17:32.123456Z") + "," + header("content-type", "application/json");
        return new MskEvent(topic, partition, "[" + headers + "]");
    }

    /** Records that each have a client's own key, which is made of the offset. */
    static MskEvent keyed(String topic, int partition, String type) {
        String headers = of(topic, partition, type).headers();
        String keyed = headers.substring(0, headers.length() - 1) + "," + header("ce_idempotent", "true") + "]";
        return new MskEvent(topic, partition, keyed.replaceFirst("\\{\"ce_id\":\\[[^]]*]", "{\"ce_id\":[" + KEY + "]"));
    }

    /**
     * An event.
     *
     * @param firstOffset of its first record
     * @param count of its records
     * @param value of each record, by its place in the event
     * @return the JSON text
     */
    public byte[] bytes(long firstOffset, int count, IntFunction<String> value) {
        String records = IntStream.range(0, count)
                .mapToObj(i -> record(firstOffset + i, value.apply(i)))
                .collect(Collectors.joining(","));
        return SHAPE.formatted(topic, partition, records).getBytes(StandardCharsets.UTF_8);
    }

    private String record(long offset, String value) {
        return RECORD.formatted(
                topic,
                partition,
                offset,
                base64("key" + offset % 1000),
                base64(value),
                headers.replace(KEY, bytes("key-" + offset)));
    }

    // As Java writes bytes: a list of signed numbers.
    private static String header(String name, String value) {
        return "{\"%s\":[%s]}".formatted(name, bytes(value));
    }

    private static String bytes(String text) {
        return text.chars().mapToObj(String::valueOf).collect(Collectors.joining(","));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
