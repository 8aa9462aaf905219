package plainstream.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The limit that Kafka sets: a bare producer with as many records under way as the servers have connections.
 *
 * <p>A process of its own, as the servers are, so that it stays warm between its rounds. Each line on its standard input
 * ({@code records-under-way milliseconds}) is one round; the answer is a line with the acknowledged records per second.
 */
final class ProducerLoop {
    private static final int VARIANTS = 512;

    private final KafkaProducer<String, byte[]> producer;

    private ProducerLoop(KafkaProducer<String, byte[]> producer) {
        this.producer = producer;
    }

    /**
     * Sends until the end of the standard input.
     *
     * @param arguments bootstrap servers
     * @throws IOException when the input breaks
     * @throws InterruptedException when stopped
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Map<String, Object> settings = Map.of("bootstrap.servers", arguments[0], "acks", "all", "linger.ms", 0);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
                var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line; (line = lines.readLine()) != null; ) {
                String[] words = line.split(" ");
                System.out.println(
                        new ProducerLoop(producer).perSecond(Integer.parseInt(words[0]), Long.parseLong(words[1])));
            }
        }
    }

    private double perSecond(int underWay, long millis) throws InterruptedException {
        var turns = new Semaphore(underWay);
        var acknowledged = new LongAdder();
        long start = System.nanoTime();
        for (int i = 0; System.nanoTime() - start < millis * 1_000_000; i++) {
            turns.acquire();
            producer.send(record(i % VARIANTS), (metadata, error) -> {
                acknowledged.add(error == null ? 1 : 0);
                turns.release();
            });
        }
        turns.acquire(underWay);
        return acknowledged.sum() / ((System.nanoTime() - start) / 1e9);
    }

    private static ProducerRecord<String, byte[]> record(int number) {
        String name = "User%03d".formatted(number);
        String value = "{\"timestamp\":1761768986,\"message\":\"Hello, " + name + "!\"}";
        return new ProducerRecord<>("events", name, value.getBytes(StandardCharsets.UTF_8));
    }
}
