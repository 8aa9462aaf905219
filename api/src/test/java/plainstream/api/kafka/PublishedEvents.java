package plainstream.api.kafka;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import plainstream.api.ApiFixture;
import plainstream.kit.Event;
import plainstream.kit.Made;
import plainstream.kit.MskEvent;

/** What the API publishes, in the JSON that Lambda hands to a consumer. For tests of the event contract. */
public final class PublishedEvents {
    private PublishedEvents() {}

    /** The event of one request. */
    public static byte[] of(String target, String body, String... headers) {
        try (ApiFixture api = new ApiFixture()) {
            int status = body == null
                    ? api.get(target).statusCode()
                    : api.post(target, body, headers).statusCode();
            if (status >= 300) {
                throw new IllegalArgumentException(target + " was answered with " + status);
            }
            return MskEvent.of(List.of(event(Records.of(api.publisher.events.getFirst(), 1))));
        }
    }

    private static Event event(ProducerRecord<byte[], byte[]> record) {
        var headers = new ArrayList<Event.Header>();
        record.headers().forEach(header -> headers.add(new Event.Header(header.key(), header.value())));
        return new Event(record.topic(), 0, 7, Made.APPENDED_MS, record.key(), record.value(), headers);
    }
}
