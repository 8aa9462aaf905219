package plainstream.api.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.SaslConfigs;
import plainstream.api.settings.Settings;

/** What the Kafka clients are told, each with its reason. What is not said here is Kafka's default. */
final class ProducerSettings {
    private static final String CLIENT_ID = "plainstream-api";

    private ProducerSettings() {}

    static Map<String, Object> producer(Settings.Kafka kafka) {
        Map<String, Object> config = common(kafka);
        // A 2xx says that every in-sync replica has the record.
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        // A retry inside the producer stores no second copy and does not overtake.
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // Kafka 4 waits 5 ms for company; a client that waits for its answer has none: it cost 76 % at 32 connections.
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        // A dead broker costs a request this long in all, retries included ...
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis(kafka.deliveryTimeout()));
        // ... so one that hangs gets half of it, and another broker the rest.
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.max(1, millis(kafka.deliveryTimeout()) / 2));
        // Without metadata, or with a full buffer, a send itself waits: for this long and not for Kafka's minute.
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (long) millis(kafka.maxBlock()));
        // What an absent broker can cost in memory.
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, kafka.bufferBytes());
        // More requests on the way hide the broker's distance; one makes larger batches. The benchmark decides.
        config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, kafka.maxInFlight());
        // gzip is the JDK's; the codecs that need a jar are not shipped.
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, kafka.compression());
        return config;
    }

    static Map<String, Object> admin(Settings.Kafka kafka) {
        Map<String, Object> config = common(kafka);
        // Topics tries again by itself, so one try need not take Kafka's minute.
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        return config;
    }

    private static Map<String, Object> common(Settings.Kafka kafka) {
        Map<String, Object> config = new HashMap<>();
        config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        config.put(CommonClientConfigs.CLIENT_ID_CONFIG, CLIENT_ID);
        // No JMX beans: our metrics are log lines.
        config.put(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, "");
        // No telemetry to the broker: it would want the zstd codec, and a thread's time during the start.
        config.put("enable.metrics.push", false);
        // A host that does not answer at all is left for the next one while a request still waits.
        config.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, 2_000L);
        config.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG, 4_000L);
        if (kafka.iam()) {
            config.putAll(iam());
        }
        return config;
    }

    /** MSK's IAM login (<a href="https://github.com/aws/aws-msk-iam-auth">aws-msk-iam-auth</a>), by name: nothing here is compiled against it. */
    private static Map<String, Object> iam() {
        return Map.of(
                CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "SASL_SSL",
                SaslConfigs.SASL_MECHANISM, "AWS_MSK_IAM",
                SaslConfigs.SASL_JAAS_CONFIG, "software.amazon.msk.auth.iam.IAMLoginModule required;",
                SaslConfigs.SASL_CLIENT_CALLBACK_HANDLER_CLASS,
                        "software.amazon.msk.auth.iam.IAMClientCallbackHandler");
    }

    private static int millis(java.time.Duration duration) {
        return (int) duration.toMillis();
    }
}
