package plainstream.consumer.enrich;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaSettingsTest {
    @Test
    void setsTheProducerUp() {
        Map<String, Object> producer = KafkaSettings.of(
                        Map.of("KAFKA_BOOTSTRAP_SERVERS", "b-1.x:9098,b-2.x:9098", "KAFKA_AUTH", "iam"))
                .producer();
        assertEquals("all", producer.get("acks"));
        assertEquals(true, producer.get("enable.idempotence"));
        assertEquals(5_000, producer.get("delivery.timeout.ms"));
        assertEquals("SASL_SSL AWS_MSK_IAM", producer.get("security.protocol") + " " + producer.get("sasl.mechanism"));
    }
}
