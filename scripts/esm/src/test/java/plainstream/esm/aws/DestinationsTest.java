package plainstream.esm.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import plainstream.esm.FailedBatch;

class DestinationsTest {
    private static final FailedBatch BATCH =
            new FailedBatch("{\"a\":\"b&c\"}".getBytes(UTF_8), "{\"records\":{\"t-0\":[]}}".getBytes(UTF_8), List.of());

    @Test
    void givesAQueueTheMetadata() throws Exception {
        try (var endpoint = new Endpoint()) {
            Destinations.of(endpoint.aws(), Arn.of("arn:aws:sqs:eu-west-1:123456789012:dead"))
                    .deliver(BATCH);
            assertEquals("/123456789012/dead", endpoint.seen.getFirst().path());
            assertEquals(
                    "Action=SendMessage&Version=2012-11-05&MessageBody=%7B%22a%22%3A%22b%26c%22%7D",
                    endpoint.seen.getFirst().body());
        }
    }

    @Test
    void givesATopicTheMetadata() throws Exception {
        try (var endpoint = new Endpoint()) {
            Destinations.of(endpoint.aws(), Arn.of("arn:aws:sns:eu-west-1:123456789012:dead"))
                    .deliver(BATCH);
            assertTrue(endpoint.seen
                    .getFirst()
                    .body()
                    .startsWith("Action=Publish&Version=2010-03-31&TopicArn=arn%3Aaws%3Asns%3A"));
        }
    }

    @Test
    void givesABucketTheEventToo() throws Exception {
        try (var endpoint = new Endpoint()) {
            Destinations.of(endpoint.aws(), Arn.of("arn:aws:s3:::bucket")).deliver(BATCH);
            var call = endpoint.seen.getFirst();
            assertEquals("PUT", call.method());
            assertTrue(
                    call.path()
                            .matches(
                                    "/bucket/aws/lambda/\\d{4}/\\d\\d/\\d\\d/\\d{4}-\\d\\d-\\d\\dT\\d\\d\\.\\d\\d\\.\\d\\d-.*"),
                    call.path());
            var document = new ObjectMapper().readTree(call.body());
            assertEquals("b&c", document.get("a").asText());
            assertEquals("{\"records\":{\"t-0\":[]}}", document.get("payload").asText());
        }
    }

    @Test
    void tellsARefusal() throws Exception {
        try (var endpoint = new Endpoint()) {
            endpoint.status = 403;
            var destination = Destinations.of(endpoint.aws(), Arn.of("arn:aws:sqs:eu-west-1:123456789012:dead"));
            assertThrows(IOException.class, () -> destination.deliver(BATCH));
        }
    }

    @Test
    void saysWhatAwsTakes() throws Exception {
        try (var endpoint = new Endpoint()) {
            var e = assertThrows(
                    IllegalArgumentException.class,
                    () -> Destinations.of(endpoint.aws(), Arn.of("arn:aws:kinesis:eu-west-1:123456789012:stream/s")));
            assertTrue(e.getMessage().contains("legal: sqs, sns, s3"));
            assertThrows(IllegalArgumentException.class, () -> Arn.of("arn:aws:sqs"));
        }
    }
}
