package plainstream.consumer.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import plainstream.consumer.batch.Burial;
import plainstream.consumer.batch.DeadLetters;
import plainstream.consumer.batch.Lane;
import plainstream.consumer.batch.Outcome;
import plainstream.consumer.batch.PartitionRun;
import plainstream.consumer.time.Deadline;

/** Turns what the records of one partition ask for into lanes: what touches one item is in one lane, in the offsets' order. */
public final class Plan {
    private final PartitionRun partition;
    private final DeadLetters deadLetters;
    private final LikeCounter counter;
    private final Puts puts;
    private final Deadline deadline;
    private final Map<String, Lane> byItem = new HashMap<>();
    private final List<Lane> lanes = new ArrayList<>();
    private TimestampRun timestamps;

    public Plan(PartitionRun partition, DeadLetters deadLetters, LikeCounter counter, Puts puts, Deadline deadline) {
        this.partition = partition;
        this.deadLetters = deadLetters;
        this.counter = counter;
        this.puts = puts;
        this.deadline = deadline;
    }

    public List<Lane> lanes() {
        return lanes;
    }

    public void add(int index, Effect effect) {
        if (effect instanceof Effect.Like like) {
            like(index, like);
        } else if (effect instanceof Effect.Timestamp timestamp) {
            timestamp(index, timestamp);
        } else if (effect instanceof Effect.Order order) {
            lane("order " + order.orderNo()).add(puts.order(index, order.item()));
        } else if (effect instanceof Effect.Invalid invalid) {
            lane().add(new Burial(deadLetters, partition.record(index), index, invalid.reason()));
        } else if (effect instanceof Effect.Ignored ignored) {
            partition.settle(index, new Outcome.Skipped(ignored.reason()));
        } else {
            partition.settle(index, new Outcome.Stored());
        }
    }

    /** Likes without a key join the run before them; one with a key stands alone. */
    private void like(int index, Effect.Like like) {
        Lane lane = lane("like " + like.movieId());
        if (!like.key().isEmpty()) {
            lane.add(new KeyedLike(counter, partition.record(index), index, like));
            return;
        }
        if (!(lane.last() instanceof LikeRun)) {
            lane.add(new LikeRun(counter, partition, like.movieId()));
        }
        ((LikeRun) lane.last()).add(index, like.journey());
    }

    /** Timestamps without a key share their calls; one with a key, or from the archive, stands alone. */
    private void timestamp(int index, Effect.Timestamp timestamp) {
        if (!timestamp.key().isEmpty()) {
            lane("key " + timestamp.key()).add(puts.keyedTimestamp(index, timestamp, partition.record(index)));
            return;
        }
        if (partition.record(index).archived().is()) {
            lane().add(puts.absentTimestamp(index, timestamp));
            return;
        }
        if (timestamps == null || timestamps.isFull()) {
            timestamps = puts.timestamps();
            lane().add(timestamps);
        }
        timestamps.add(index, timestamp.item());
    }

    private Lane lane(String item) {
        Lane known = byItem.get(item);
        if (known == null) {
            known = lane();
            byItem.put(item, known);
        }
        return known;
    }

    private Lane lane() {
        Lane lane = new Lane(partition, deadLetters, deadline);
        lanes.add(lane);
        return lane;
    }
}
