package plainstream.esm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * {@code kafka://topic}: a topic of the same cluster gets the failed records as they are, with the metadata in one more header.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure-destination.html">AWS: Kafka topic as destination</a>
 */
public final class TopicDestination implements Destination, AutoCloseable {
    /** AWS says that the metadata comes along, but not in which header: this name is ours. */
    public static final String METADATA = "lambda-on-failure";

    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;

    /**
     * Connects when it is first used.
     *
     * @param client settings of a Kafka client: where the cluster is, and how to sign in
     */
    public TopicDestination(String topic, Map<String, Object> client) {
        this.topic = topic;
        this.producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void deliver(FailedBatch batch) throws IOException {
        var sent = new ArrayList<Future<RecordMetadata>>();
        try {
            for (var record : batch.records()) {
                sent.add(producer.send(copy(record, batch.message())));
            }
            for (var one : sent) {
                one.get();
            }
        } catch (KafkaException | ExecutionException e) {
            throw new IOException("topic " + topic + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private ProducerRecord<byte[], byte[]> copy(ConsumerRecord<byte[], byte[]> record, byte[] metadata) {
        var copy = new ProducerRecord<>(topic, null, record.key(), record.value(), record.headers());
        String source = record.topic() + "-" + record.partition() + "@" + record.offset();
        copy.headers().add(METADATA, metadata).add(METADATA + "-source", source.getBytes(StandardCharsets.UTF_8));
        return copy;
    }

    @Override
    public void close() {
        producer.close();
    }
}
