package plainstream.esm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class MskEventTest {
    @Test
    void isTheDocumentedEvent() {
        var headers = new RecordHeaders();
        headers.add("headerKey", new byte[] {118, -36, 0, 127, -128});
        headers.add("headerKey", new byte[0]);
        var item = new ItemWriter()
                .write(
                        new TopicPartition("AWSKafkaTopic", 0),
                        new ConsumerRecord<>(
                                "AWSKafkaTopic",
                                0,
                                7,
                                1595035749700L,
                                TimestampType.LOG_APPEND_TIME,
                                3,
                                2,
                                "key".getBytes(UTF_8),
                                "é".getBytes(UTF_8),
                                headers,
                                Optional.empty()));
        var event = new String(new MskEvent("arn:aws:kafka:x", "b-1:9092,b-2:9092").encode(List.of(item)), UTF_8);
        assertEquals("""
                {"eventSource":"aws:kafka","eventSourceArn":"arn:aws:kafka:x","bootstrapServers":"b-1:9092,b-2:9092",\
                "records":{"AWSKafkaTopic-0":[{"topic":"AWSKafkaTopic","partition":0,"offset":7,\
                "timestamp":1595035749700,"timestampType":"LOG_APPEND_TIME","key":"a2V5","value":"w6k=",\
                "headers":[{"headerKey":[118,-36,0,127,-128]},{"headerKey":[]}]}]}}""", event);
    }

    @Test
    void leavesOutANullKeyAndATombstonesValue() {
        var json = new String(Items.item(0, 0, null, 1).json(), UTF_8);
        assertEquals(
                "{\"topic\":\"t\",\"partition\":0,\"offset\":0,\"timestamp\":1,\"timestampType\":\"CREATE_TIME\",\"headers\":[]}",
                json);
    }

    @Test
    void groupsSeveralPartitionsInOnePayload() {
        var items = new ArrayList<>(Items.items(0, 1));
        items.addAll(Items.items(1, 1));
        var event = new String(Items.EVENT.encode(items), UTF_8);
        assertTrue(event.contains("\"t-0\":[{") && event.contains("}],\"t-1\":[{"), event);
    }
}
