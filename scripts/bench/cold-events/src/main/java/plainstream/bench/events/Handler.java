package plainstream.bench.events;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.KafkaEvent;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Map;

/** Reads each record's value into a class of its own and counts the readable ones. */
public final class Handler implements RequestHandler<KafkaEvent, Map<String, Integer>> {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Lambda makes it. */
    public Handler() {}

    /**
     * A stored timestamp.
     *
     * @param id the event's id
     * @param timestamp when
     * @param clientIp from where
     * @param protocol by what
     */
    public record Timestamp(String id, String timestamp, String clientIp, String protocol) {}

    @Override
    public Map<String, Integer> handleRequest(KafkaEvent event, Context context) {
        int count = 0;
        for (var records : event.getRecords().values()) {
            for (var record : records) {
                count += read(record).id().isEmpty() ? 0 : 1;
            }
        }
        return Map.of("count", count);
    }

    private static Timestamp read(KafkaEvent.KafkaEventRecord record) {
        try {
            return MAPPER.readValue(Base64.getDecoder().decode(record.getValue()), Timestamp.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
