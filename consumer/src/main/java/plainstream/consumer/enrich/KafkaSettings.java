package plainstream.consumer.enrich;

import java.util.HashMap;
import java.util.Map;
import plainstream.consumer.function.Settings;
import plainstream.consumer.function.SettingsException;

/**
 * What the environment sets for the enrichment's producer.
 *
 * @param bootstrapServers KAFKA_BOOTSTRAP_SERVERS
 * @param iam KAFKA_AUTH: whether it is {@code iam} and not {@code none}
 * @param deliveryTimeoutMs KAFKA_DELIVERY_TIMEOUT_MS: how long a record may take from send to acknowledgement
 */
public record KafkaSettings(String bootstrapServers, boolean iam, int deliveryTimeoutMs) {
    private static final int MIN_TIMEOUT_MS = 100;
    private static final int MAX_TIMEOUT_MS = 120_000;

    /**
     * Reads the environment.
     *
     * @throws SettingsException naming all faults at once
     */
    public static KafkaSettings of(Map<String, String> environment) {
        Settings.Variables variables = new Settings.Variables(environment);
        KafkaSettings settings = new KafkaSettings(
                variables.text("KAFKA_BOOTSTRAP_SERVERS", "", 1, ".,:[]_-"),
                variables.oneOf("KAFKA_AUTH", "none", "iam").equals("iam"),
                variables.number("KAFKA_DELIVERY_TIMEOUT_MS", 5_000, MIN_TIMEOUT_MS, MAX_TIMEOUT_MS));
        variables.check();
        return settings;
    }

    /** The producer's own settings. */
    Map<String, Object> producer() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("client.id", "plainstream-enrichment");
        // Success is reported to the event source mapping only when every in-sync replica has the record.
        settings.put("acks", "all");
        // The producer's own retries neither double a record nor change the order of a partition.
        settings.put("enable.idempotence", true);
        // A batch of orders comes all at once: a few milliseconds fill the requests.
        settings.put("linger.ms", 5);
        // A dead broker costs the invocation seconds; then the batch comes again.
        settings.put("delivery.timeout.ms", deliveryTimeoutMs);
        settings.put("request.timeout.ms", deliveryTimeoutMs / 2);
        settings.put("max.block.ms", deliveryTimeoutMs);
        if (iam) {
            iam(settings);
        }
        return settings;
    }

    /** MSK's IAM authentication, by classes of the layer. */
    private static void iam(Map<String, Object> settings) {
        settings.put("security.protocol", "SASL_SSL");
        settings.put("sasl.mechanism", "AWS_MSK_IAM");
        settings.put("sasl.jaas.config", "software.amazon.msk.auth.iam.IAMLoginModule required;");
        settings.put("sasl.client.callback.handler.class", "software.amazon.msk.auth.iam.IAMClientCallbackHandler");
    }
}
