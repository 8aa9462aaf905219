package plainstream.local.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what is appended from now on, for showing only: a consumer without a group, which commits nothing. */
final class Tail implements Runnable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final int MOST_BYTES = 4_000;
    private static final int MOST_HEADERS = 32;

    private final Feed feed;
    private final String bootstrapServers;
    private final Collection<String> topics;
    private final Set<TopicPartition> known = new HashSet<>();
    private boolean first = true;
    private volatile boolean stopped;

    Tail(Feed feed, String bootstrapServers, Collection<String> topics) {
        this.feed = feed;
        this.bootstrapServers = bootstrapServers;
        this.topics = Set.copyOf(topics);
    }

    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "enable.auto.commit",
                false,
                "allow.auto.create.topics",
                false,
                "auto.offset.reset",
                "latest",
                "reconnect.backoff.max.ms",
                500,
                "default.api.timeout.ms",
                2_000,
                "request.timeout.ms",
                1_500);
        var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        long nextLookNs = System.nanoTime();
        while (!stopped) {
            try {
                if (System.nanoTime() - nextLookNs >= 0) {
                    nextLookNs = System.nanoTime() + LOOK.toNanos();
                    assign(consumer);
                }
                read(consumer);
            } catch (InterruptException e) {
                stopped = true;
            } catch (KafkaException e) {
                // The broker is away, as somebody may well have wished; the state says so.
                pause();
            }
        }
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }

    // A partition that is made later is read from its start: all that is in it came after us.
    private void assign(KafkaConsumer<byte[], byte[]> consumer) {
        var fresh = new HashSet<TopicPartition>();
        for (String topic : topics) {
            consumer.partitionsFor(topic).forEach(info -> fresh.add(new TopicPartition(topic, info.partition())));
        }
        fresh.removeAll(known);
        if (!fresh.isEmpty()) {
            known.addAll(fresh);
            consumer.assign(known);
            if (first) {
                consumer.seekToEnd(fresh);
                fresh.forEach(consumer::position);
            } else {
                consumer.seekToBeginning(fresh);
            }
        }
        first = false;
    }

    private void read(KafkaConsumer<byte[], byte[]> consumer) {
        if (known.isEmpty()) {
            pause();
        } else {
            consumer.poll(POLL).forEach(record -> feed.sample("appended", event(record)));
        }
    }

    private static ObjectNode event(ConsumerRecord<byte[], byte[]> record) {
        var data = Feed.place(Feed.object(), record.topic(), record.partition()).put("offset", record.offset());
        data.put("at", record.timestamp()).put("key", text(record.key())).put("value", text(record.value()));
        data.put("bytes", record.value() == null ? 0 : record.value().length);
        var headers = data.putArray("headers");
        for (Header header : List.of(record.headers().toArray())) {
            if (headers.size() < MOST_HEADERS) {
                headers.addArray().add(header.key()).add(text(header.value()));
            }
        }
        return data;
    }

    /** UTF-8 as it is, other bytes in base64 and marked so; null stays null, as a tombstone's value. */
    static String text(byte[] bytes) {
        if (bytes == null) {
            return null;
        }
        if (bytes.length > MOST_BYTES) {
            return text(java.util.Arrays.copyOf(bytes, MOST_BYTES)) + "… (" + bytes.length + " bytes)";
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return "base64 " + Base64.getEncoder().encodeToString(bytes);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
