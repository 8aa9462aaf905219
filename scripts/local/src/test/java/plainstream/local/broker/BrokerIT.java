package plainstream.local.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plainstream.esm.host.Ports;
import plainstream.kit.Loopback;

class BrokerIT {
    @TempDir
    Path folder;

    @Test
    void keepsRecordsThroughKillAndOrderlyRestart() throws Exception {
        try (var broker = Broker.start(folder)) {
            create(broker, "t");
            send(broker, "before");
            long first = broker.pid();

            broker.kill();
            assertFalse(broker.isAlive());
            broker.restart();
            send(broker, "between");
            broker.restart();
            send(broker, "after");

            assertNotEquals(first, broker.pid());
            assertEquals(List.of("before", "between", "after"), read(broker));
        }
    }

    @Test
    void stopsInOrderAndLeavesNoProcess() {
        long pid;
        try (var broker = Broker.start(folder)) {
            pid = broker.pid();
            assertTrue(ProcessHandle.of(pid).isPresent());
        }
        assertTrue(ProcessHandle.of(pid).isEmpty());
    }

    @Test
    void listensOnLoopbackOnly() throws Exception {
        try (var broker = Broker.start(folder)) {
            int port = Integer.parseInt(broker.bootstrapServers().split(":")[1]);
            assertFalse(Ports.isFree(port));
            Loopback.assertNothingElseListens(port);
        }
    }

    private static void create(Broker broker, String topic) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
    }

    private static void send(Broker broker, String value) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("t", value)).get();
        }
    }

    private static List<String> read(Broker broker) {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            var partition = new TopicPartition("t", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var values = new java.util.ArrayList<String>();
            while (values.size() < 3) {
                consumer.poll(Duration.ofSeconds(10)).forEach(record -> values.add(record.value()));
            }
            return values;
        }
    }
}
