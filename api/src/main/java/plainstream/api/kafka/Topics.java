package plainstream.api.kafka;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.LeaderNotAvailableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import plainstream.api.log.LogFields;
import plainstream.api.settings.Settings;

/** The topics, looked after: made where they are missing, and asked whether each partition can be written to. Several instances may do so at once. */
final class Topics implements AutoCloseable {
    static final List<String> ALL = List.of("events", "orders", "orders-enriched");
    /** Those that the API writes to. The last one is for the enrichment, and not always for us to see. */
    static final List<String> WRITTEN = List.of("events", "orders");

    private static final System.Logger LOG = System.getLogger(Topics.class.getName());
    // The record's time is the broker's, so that appendedAt does not depend on this machine's clock.
    private static final Map<String, String> CONFIG = Map.of("message.timestamp.type", "LogAppendTime");

    private final Settings.Kafka kafka;
    private final Admin admin;

    /** @throws KafkaException if the settings name no broker that can be found */
    Topics(Settings.Kafka kafka) {
        this.kafka = kafka;
        this.admin = Admin.create(ProducerSettings.admin(kafka));
    }

    /**
     * Makes the topics that are missing; one that exists stays as it is.
     *
     * @return the partitions that we write to; each has a leader
     * @throws KafkaException if the broker cannot be reached, refuses, or is not done yet; try again
     */
    List<TopicPartition> ensure() throws InterruptedException {
        DescribeTopicsResult found = admin.describeTopics(ALL);
        List<NewTopic> missing = new ArrayList<>();
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : ALL) {
            try {
                TopicDescription description = get(found.topicNameValues().get(topic));
                if (WRITTEN.contains(topic)) {
                    description.partitions().forEach(partition -> partitions.add(led(topic, partition)));
                }
            } catch (UnknownTopicOrPartitionException e) {
                missing.add(newTopic(topic));
            } catch (AuthorizationException e) {
                tolerate(topic, e);
            }
        }
        create(missing);
        if (missing.stream().anyMatch(topic -> WRITTEN.contains(topic.name()))) {
            throw new LeaderNotAvailableException("topics have just been made");
        }
        return partitions;
    }

    /**
     * Asks the leader of each partition for its end, which is answered as soon as it leads. A first batch that comes earlier is refused, and
     * the second one may be taken before it: the producer then gives the first one up.
     */
    void awaitLeaders(List<TopicPartition> partitions) throws InterruptedException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        partitions.forEach(partition -> ends.put(partition, OffsetSpec.latest()));
        get(admin.listOffsets(ends).all());
    }

    private static TopicPartition led(String topic, TopicPartitionInfo partition) {
        if (partition.leader() == null || partition.leader().isEmpty()) {
            throw new LeaderNotAvailableException(topic + "-" + partition.partition() + " has no leader");
        }
        return new TopicPartition(topic, partition.partition());
    }

    private NewTopic newTopic(String topic) {
        short factor = (short) kafka.replicationFactor();
        Optional<Short> replication = factor < 0 ? Optional.empty() : Optional.of(factor);
        return new NewTopic(topic, Optional.of(kafka.partitions()), replication).configs(CONFIG);
    }

    private void create(List<NewTopic> missing) throws InterruptedException {
        if (missing.isEmpty()) {
            return;
        }
        CreateTopicsResult result = admin.createTopics(missing);
        for (NewTopic topic : missing) {
            try {
                get(result.values().get(topic.name()));
                LOG.log(Level.INFO, "topic created", (LogFields) json -> json.member("topic", topic.name()));
            } catch (TopicExistsException e) {
                // Another instance was faster.
            } catch (AuthorizationException e) {
                tolerate(topic.name(), e);
            }
        }
    }

    // A topic that we do not write to may be someone else's to make.
    private static void tolerate(String topic, AuthorizationException e) {
        if (WRITTEN.contains(topic)) {
            throw e;
        }
    }

    /** The value, or what Kafka threw; anything else would be a fault of ours. */
    private static <T> T get(KafkaFuture<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka ? kafka : new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
