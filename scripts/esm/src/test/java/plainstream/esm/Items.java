package plainstream.esm;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Records and mappings for tests. */
final class Items {
    static final MskEvent EVENT = new MskEvent(MappingSettings.CLUSTER_ARN, "127.0.0.1:9092");
    static final MappingSettings.Retry RETRY =
            new MappingSettings.Retry(-1, Duration.ZERO, false, Duration.ofMillis(1), Duration.ofMillis(2));

    private Items() {}

    static Item item(int partition, long offset, String value) {
        return item(partition, offset, value.getBytes(UTF_8), System.currentTimeMillis());
    }

    static Item item(int partition, long offset, byte[] value, long timestamp) {
        return new ItemWriter()
                .write(
                        new TopicPartition("t", partition),
                        new ConsumerRecord<>(
                                "t",
                                partition,
                                offset,
                                timestamp,
                                TimestampType.CREATE_TIME,
                                0,
                                0,
                                null,
                                value,
                                new RecordHeaders(),
                                Optional.empty()));
    }

    static List<Item> items(int partition, int count) {
        return IntStream.range(0, count)
                .mapToObj(offset -> item(partition, offset, "p" + partition + "o" + offset))
                .toList();
    }

    static MappingSettings settings(MappingSettings.Retry retry, boolean partial) {
        var source = new MappingSettings.Source(
                List.of("t"), "g", new MappingSettings.Start.TrimHorizon(), Pollers.fixed(1));
        return new MappingSettings("test", source, new MappingSettings.Batching(100, Duration.ZERO), retry, partial);
    }

    /** The values in an event, as text. */
    static List<String> values(byte[] event) {
        try {
            var values = new ArrayList<String>();
            new ObjectMapper()
                    .readTree(event)
                    .get("records")
                    .forEach(records -> records.forEach(record -> values.add(new String(
                            Base64.getDecoder().decode(record.get("value").asText()), UTF_8))));
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
