package plainstream.local.archive;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Amazon Data Firehose's part: a topic's values into files, at least once, offsets committed after each file. */
public final class ArchiveWriter implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration ERROR_PAUSE = Duration.ofMillis(500);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final Archive.Settings settings;
    private final Consumer<String> log;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Archive archive;
    private final Thread thread;
    private volatile boolean stopped;

    private ArchiveWriter(Archive.Settings settings, String bootstrapServers, Consumer<String> log) {
        this.settings = settings;
        this.log = log;
        this.archive = new Archive(settings);
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "group.id",
                "archive-" + settings.stream(),
                "enable.auto.commit",
                false,
                "auto.offset.reset",
                "earliest",
                "allow.auto.create.topics",
                false,
                "metadata.max.age.ms",
                2_000,
                "default.api.timeout.ms",
                5_000,
                "request.timeout.ms",
                4_000);
        this.consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.thread = Thread.ofPlatform().daemon().name(settings.stream()).unstarted(this::run);
    }

    public static ArchiveWriter start(Archive.Settings settings, String bootstrapServers, Consumer<String> log) {
        var writer = new ArchiveWriter(settings, bootstrapServers, log);
        writer.thread.start();
        return writer;
    }

    /** Writes what is buffered, then ends. */
    @Override
    public void close() {
        stopped = true;
        try {
            thread.join(STOP_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        consumer.subscribe(List.of(settings.topic()));
        try {
            while (!stopped) {
                guarded(false);
            }
            guarded(true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(2)));
    }

    private void guarded(boolean last) throws InterruptedException {
        try {
            cycle(last);
        } catch (KafkaException | UncheckedIOException e) {
            log.accept("archive " + settings.stream() + ": " + e.getMessage());
            Thread.sleep(ERROR_PAUSE);
        }
    }

    private void cycle(boolean last) {
        consumer.poll(POLL).forEach(record -> {
            if (record.value() != null) {
                archive.add(record.value(), Instant.now());
            }
        });
        if (last || archive.isDue(Instant.now())) {
            archive.write();
            consumer.commitSync();
        }
    }
}
