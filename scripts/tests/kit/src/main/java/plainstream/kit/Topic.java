package plainstream.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic on a real broker, written to by tests. */
public record Topic(String bootstrapServers, String name) {
    public static Topic create(String bootstrapServers, String name, int partitions) throws Exception {
        try (var admin = admin(bootstrapServers)) {
            admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                    .all()
                    .get();
        }
        return new Topic(bootstrapServers, name);
    }

    public void send(int partition, String... values) throws Exception {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "acks",
                "all",
                "linger.ms",
                0,
                // A partition just made may refuse the first batch and take the second, and then it never takes the
                // first.
                "max.in.flight.requests.per.connection",
                1);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            var sent = new ArrayList<Future<?>>();
            for (String value : values) {
                sent.add(producer.send(new ProducerRecord<>(name, partition, null, value.getBytes(UTF_8))));
            }
            for (var acknowledgement : sent) {
                acknowledgement.get();
            }
        }
    }

    public void grow(int partitions) throws Exception {
        try (var admin = admin(bootstrapServers)) {
            admin.createPartitions(Map.of(name, NewPartitions.increaseTo(partitions)))
                    .all()
                    .get();
        }
    }

    /** What the group has committed for a partition; -1 for nothing. */
    public long committed(String group, int partition) throws Exception {
        try (var admin = admin(bootstrapServers)) {
            var offset = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(new TopicPartition(name, partition));
            return offset == null ? -1 : offset.offset();
        }
    }

    private static Admin admin(String bootstrapServers) {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }
}
