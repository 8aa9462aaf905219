package plainstream.esm;

import java.time.Duration;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** How far a poller is behind the ends of its partitions, by a look from time to time: it says how many pollers there have to be. */
final class Lag {
    private static final Duration LOOK_LIMIT = Duration.ofMillis(500);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Duration interval;

    private long nextLookNs = System.nanoTime();
    private volatile long records;
    private volatile int partitions;

    Lag(KafkaConsumer<byte[], byte[]> consumer, Duration interval) {
        this.consumer = consumer;
        this.interval = interval;
    }

    /** Records of the poller's partitions that are not done, at the last look. */
    long records() {
        return records;
    }

    /** How many partitions the poller has. */
    int partitions() {
        return partitions;
    }

    /** Looks, when it is time to. */
    void look(int readAndNotDone) {
        partitions = consumer.assignment().size();
        if (System.nanoTime() - nextLookNs >= 0) {
            nextLookNs = System.nanoTime() + interval.toNanos();
            long behind = readAndNotDone;
            for (var end :
                    consumer.endOffsets(consumer.assignment(), LOOK_LIMIT).entrySet()) {
                behind += end.getValue() - consumer.position(end.getKey(), LOOK_LIMIT);
            }
            records = behind;
        }
    }

    /** Other partitions: the next look is due. */
    void changed() {
        nextLookNs = System.nanoTime();
    }
}
