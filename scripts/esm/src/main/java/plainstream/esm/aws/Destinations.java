package plainstream.esm.aws;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.UUID;
import plainstream.esm.Destination;
import plainstream.esm.FailedBatch;

/**
 * On-failure destinations on AWS: a queue or a topic gets the metadata, a bucket the metadata and the event.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure.html">AWS: capturing discarded batches</a>
 */
public final class Destinations {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final DateTimeFormatter KEY =
            DateTimeFormatter.ofPattern("yyyy/MM/dd/yyyy-MM-dd'T'HH.mm.ss").withZone(ZoneOffset.UTC);

    private Destinations() {}

    /**
     * The destination that an ARN names.
     *
     * @throws IllegalArgumentException if AWS takes no such thing for Kafka
     */
    public static Destination of(Aws aws, Arn arn) {
        return switch (arn.service()) {
            case "sqs" -> batch -> queue(aws, arn, batch);
            case "sns" -> batch -> topic(aws, arn, batch);
            case "s3" -> batch -> bucket(aws, arn, batch);
            default ->
                throw new IllegalArgumentException(
                        "a destination on '" + arn.service() + "', legal: sqs, sns, s3, kafka://TOPIC");
        };
    }

    private static void queue(Aws aws, Arn arn, FailedBatch batch) throws IOException {
        URI queue = aws.endpoint("sqs", arn.region(), "/" + arn.account() + "/" + arn.resource());
        form(aws, "sqs", arn, queue, "Action=SendMessage&Version=2012-11-05&MessageBody=" + encoded(batch.message()));
    }

    private static void topic(Aws aws, Arn arn, FailedBatch batch) throws IOException {
        String name = URLEncoder.encode(arn.text(), StandardCharsets.UTF_8);
        URI service = aws.endpoint("sns", arn.region(), "/");
        form(
                aws,
                "sns",
                arn,
                service,
                "Action=Publish&Version=2010-03-31&TopicArn=" + name + "&Message=" + encoded(batch.message()));
    }

    private static void bucket(Aws aws, Arn arn, FailedBatch batch) throws IOException {
        String key = "/aws/lambda/" + KEY.format(Instant.now()) + "-" + UUID.randomUUID();
        URI object = aws.endpoint("s3", aws.region(arn), "/" + arn.resource() + key);
        check(aws.call("PUT", "s3", aws.region(arn), object, Map.of(), document(batch), LIMIT));
    }

    /** The metadata with one more member, the event as text. */
    private static byte[] document(FailedBatch batch) {
        String metadata = new String(batch.message(), StandardCharsets.UTF_8);
        String event = new String(batch.event(), StandardCharsets.UTF_8)
                .replace("\\", "\\\\")
                .replace("\"", "\\\"");
        return (metadata.substring(0, metadata.length() - 1) + ",\"payload\":\"" + event + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void form(Aws aws, String service, Arn arn, URI uri, String body) throws IOException {
        var headers = Map.of("content-type", "application/x-www-form-urlencoded");
        check(aws.call("POST", service, aws.region(arn), uri, headers, body.getBytes(StandardCharsets.UTF_8), LIMIT));
    }

    private static void check(java.net.http.HttpResponse<byte[]> answer) throws IOException {
        if (answer.statusCode() != 200) {
            throw new IOException(answer.statusCode() + ": " + new String(answer.body(), StandardCharsets.UTF_8));
        }
    }

    private static String encoded(byte[] text) {
        return URLEncoder.encode(new String(text, StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
