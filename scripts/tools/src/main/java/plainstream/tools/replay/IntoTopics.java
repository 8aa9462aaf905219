package plainstream.tools.replay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import plainstream.consumer.event.KafkaRecord;
import plainstream.consumer.event.MskEventReader;

/**
 * Sends records to the topics of their names, as new ones, at the pace at which they came.
 *
 * <p>Key, headers and value stay; the partition is the key's in the topic as it is there, and offset and time are new.
 */
final class IntoTopics {
    private static final long NANOS_PER_MS = 1_000_000;

    private final Archive archive;
    private final Report report;
    private final double speed;
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private long firstMs = -1;
    private long startNs;

    /** Speed 1 is as it was, 10 is ten times as fast, infinity as fast as it goes. */
    IntoTopics(Archive archive, double speed, Report report) {
        this.archive = archive;
        this.speed = speed;
        this.report = report;
    }

    /** One source's records on their way, object by object, so that no more than one object of each is in memory. */
    private final class Cursor {
        private final List<ArchivedObject> objects;
        private List<ArchivedLine> lines = List.of();
        private int object;
        private int line;
        private long next = -1;

        Cursor(List<ArchivedObject> objects) {
            this.objects = objects;
        }

        /** False at the end. */
        boolean advance() {
            line++;
            while (line >= lines.size() || lines.get(line).offset() < next) {
                if (line < lines.size()) {
                    line++;
                } else if (!open()) {
                    return false;
                }
            }
            next = current().offset() + 1;
            return true;
        }

        private boolean open() {
            if (object == objects.size()) {
                return false;
            }
            ArchivedObject opened = objects.get(object++);
            line = 0;
            try {
                lines = ArchivedLine.read(opened);
                report.done();
            } catch (IOException e) {
                lines = List.of();
                report.lost(opened.file() + " is damaged (" + e.getMessage() + "): its records are left out");
            }
            return true;
        }

        ArchivedLine current() {
            return lines.get(line);
        }
    }

    void run(String bootstrapServers) throws IOException, InterruptedException {
        // Where nobody answers, that is said after seconds and not after Kafka's minute.
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 5, "max.block.ms", 5_000);
        var cursors = new PriorityQueue<Cursor>(
                Comparator.comparingLong(cursor -> cursor.current().timestampMs()));
        for (List<ArchivedObject> objects : archive.objects().values()) {
            var cursor = new Cursor(new ArrayList<>(objects));
            if (cursor.advance()) {
                cursors.add(cursor);
            }
        }
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            startNs = System.nanoTime();
            for (Cursor cursor; failure.get() == null && (cursor = cursors.poll()) != null; ) {
                send(producer, cursor.current());
                if (cursor.advance()) {
                    cursors.add(cursor);
                }
            }
            producer.flush();
        } catch (KafkaException e) {
            failure.compareAndSet(null, e);
        }
        if (failure.get() != null) {
            throw new IOException(bootstrapServers + ": " + failure.get().getMessage(), failure.get());
        }
    }

    private void send(KafkaProducer<byte[], byte[]> producer, ArchivedLine line) throws InterruptedException {
        pace(line.timestampMs());
        String event = "{\"records\":{\"\":[" + line.json() + "]}}";
        KafkaRecord record = MskEventReader.read(event.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .getFirst()
                .records()
                .getFirst();
        var sent = new ProducerRecord<>(
                record.topic(), record.hasKey() ? record.key() : null, record.hasValue() ? record.value() : null);
        record.headers().forEach(header -> sent.headers().add(header.name(), header.value()));
        producer.send(sent, (metadata, e) -> {
            if (e == null) {
                report.given(1);
            } else {
                failure.compareAndSet(null, e);
            }
        });
    }

    private void pace(long timestampMs) throws InterruptedException {
        firstMs = firstMs < 0 ? timestampMs : firstMs;
        double dueNs = (timestampMs - firstMs) / speed * NANOS_PER_MS;
        long waitNs = (long) dueNs - (System.nanoTime() - startNs);
        if (waitNs > 0) {
            Thread.sleep(java.time.Duration.ofNanos(waitNs));
        }
    }
}
