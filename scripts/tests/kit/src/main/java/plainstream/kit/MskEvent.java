package plainstream.kit;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** The JSON in which Lambda hands records of Amazon MSK to a function, made without the code under test. */
public final class MskEvent {
    public static final String CLUSTER_ARN = "arn:aws:kafka:eu-west-1:000000000000:cluster/test/0";

    private MskEvent() {}

    public static byte[] of(List<Event> records) {
        return of(records, "");
    }

    /** With members that each record has besides, such as {@code ,"epoch":"a"}. */
    public static byte[] of(List<Event> records, String further) {
        var partitions = records.stream()
                .collect(Collectors.groupingBy(
                        event -> event.topic() + "-" + event.partition(), LinkedHashMap::new, Collectors.toList()));
        var text = new StringBuilder("{\"eventSource\":\"aws:kafka\",\"eventSourceArn\":\"" + CLUSTER_ARN
                + "\",\"bootstrapServers\":\"b-1:9098\",\"records\":{");
        String comma = "";
        for (var partition : partitions.entrySet()) {
            string(text.append(comma), partition.getKey()).append(":[");
            partition.getValue().forEach(event -> record(text, event, further));
            text.setLength(text.length() - 1);
            text.append(']');
            comma = ",";
        }
        return text.append("}}").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void record(StringBuilder text, Event event, String further) {
        string(text.append("{\"topic\":"), event.topic());
        text.append(",\"partition\":").append(event.partition());
        text.append(",\"offset\":").append(event.offset());
        text.append(",\"timestamp\":").append(event.timestampMs()).append(",\"timestampType\":\"LOG_APPEND_TIME\"");
        base64(text, "key", event.key());
        base64(text, "value", event.value());
        text.append(",\"headers\":[");
        String comma = "";
        for (Event.Header header : event.headers()) {
            string(text.append(comma).append('{'), header.name()).append(":[");
            for (int i = 0; i < header.value().length; i++) {
                // As Java writes bytes: signed.
                text.append(i == 0 ? "" : ",").append(header.value()[i]);
            }
            text.append("]}");
            comma = ",";
        }
        text.append(']').append(further).append("},");
    }

    private static void base64(StringBuilder text, String name, byte[] bytes) {
        if (bytes != null) {
            String value = Base64.getEncoder().encodeToString(bytes);
            text.append(",\"").append(name).append("\":\"").append(value).append('"');
        }
    }

    private static StringBuilder string(StringBuilder text, String value) {
        text.append('"');
        value.chars().forEach(c -> {
            if (c < ' ' || c == '"' || c == '\\') {
                text.append("\\u%04x".formatted(c));
            } else {
                text.append((char) c);
            }
        });
        return text.append('"');
    }
}
