package plainstream.api.kafka;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import plainstream.api.log.Fields;
import plainstream.api.settings.Settings;

/** The topics, made where they are missing. Several instances may do so at once. */
final class Topics {
    static final List<String> ALL = List.of("events", "orders", "orders-enriched");

    private static final System.Logger LOG = System.getLogger(Topics.class.getName());
    // The record's time is the broker's, so that appendedAt does not depend on this machine's clock.
    private static final Map<String, String> CONFIG = Map.of("message.timestamp.type", "LogAppendTime");

    private Topics() {}

    /**
     * Makes what is missing; a topic that exists stays as it is.
     *
     * @throws ExecutionException if the broker could not be reached or refused; try again
     */
    static void ensure(Settings.Kafka kafka) throws ExecutionException, InterruptedException {
        Admin admin = Admin.create(ProducerSettings.admin(kafka));
        try {
            CreateTopicsResult result = admin.createTopics(missing(kafka));
            for (String topic : ALL) {
                await(topic, result);
            }
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    private static List<NewTopic> missing(Settings.Kafka kafka) {
        Optional<Short> replication =
                kafka.replicationFactor() < 0 ? Optional.empty() : Optional.of((short) kafka.replicationFactor());
        List<NewTopic> topics = new ArrayList<>();
        for (String topic : ALL) {
            topics.add(new NewTopic(topic, Optional.of(kafka.partitions()), replication).configs(CONFIG));
        }
        return topics;
    }

    private static void await(String topic, CreateTopicsResult result) throws ExecutionException, InterruptedException {
        try {
            result.values().get(topic).get();
            LOG.log(Level.INFO, "topic created", (Fields) json -> json.member("topic", topic));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                // Someone else makes the topics here. Whether they exist, the producer's metadata will tell.
                LOG.log(Level.WARNING, "topic may not be created", (Fields) json -> json.member("topic", topic));
            } else if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }
}
