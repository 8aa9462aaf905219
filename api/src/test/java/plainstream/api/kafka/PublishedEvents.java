package plainstream.api.kafka;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import plainstream.api.ApiFixture;
import plainstream.api.json.Json;

/** What the API publishes, in the JSON that Lambda hands to a consumer (signed bytes in the headers and all). For tests of the event contract. */
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
            return msk(Records.of(api.publisher.events.getFirst(), 1));
        }
    }

    private static byte[] msk(ProducerRecord<byte[], byte[]> kafka) {
        Json json =
                Json.object().member("eventSource", "aws:kafka").name("records").open('{');
        json.name(kafka.topic() + "-0").open('[').open('{');
        json.member("topic", kafka.topic()).member("partition", 0).member("offset", 7);
        json.member("timestamp", 1_795_231_052_123L).member("timestampType", "LOG_APPEND_TIME");
        json.member("key", base64(kafka.key()))
                .member("value", base64(kafka.value()))
                .name("headers")
                .open('[');
        for (Header header : kafka.headers()) {
            json.open('{').name(header.key()).open('[');
            for (byte b : header.value()) {
                json.literal(Byte.toString(b));
            }
            json.close(']').close('}');
        }
        return json.close(']')
                .close('}')
                .close(']')
                .close('}')
                .close('}')
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
