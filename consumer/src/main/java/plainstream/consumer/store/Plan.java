package plainstream.consumer.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plainstream.consumer.batch.Burial;
import plainstream.consumer.batch.DeadLetters;
import plainstream.consumer.batch.Lane;
import plainstream.consumer.batch.Outcome;
import plainstream.consumer.batch.PartitionRun;
import plainstream.consumer.batch.Step;
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
    private Optional<TimestampRun> timestamps = Optional.empty();

    public Plan(PartitionRun partition, DeadLetters deadLetters, LikeCounter counter, Puts puts, Deadline deadline) {
        this.partition = partition;
        this.deadLetters = deadLetters;
        this.counter = counter;
        this.puts = puts;
        this.deadline = deadline;
    }

    /** Puts every record of the partition into a lane, or settles it where there is nothing to do. */
    public List<Lane> lanes(Classifier classifier) {
        for (int i = 0; i < partition.records().size(); i++) {
            classifier.classify(partition.record(i)).join(this, i);
        }
        return lanes;
    }

    void settle(int index, Outcome outcome) {
        partition.settle(index, outcome);
    }

    void invalid(int index, String reason) {
        lane().add(new Burial(deadLetters, partition.record(index), index, reason));
    }

    void newest(int index, Effect.Newest newest) {
        String key = newest.key() + " " + newest.item().text(newest.key());
        lane(key).add(puts.newest(index, newest));
    }

    /** A like joins the run before it if that takes it. */
    void like(int index, Effect.Like like) {
        Lane lane = lane("like " + like.movieId());
        Optional<Step> last = lane.last();
        if (last.isPresent() && last.get() instanceof LikeRun run && run.takes(index, like)) {
            run.add(index, like);
            return;
        }
        LikeRun run = new LikeRun(counter, partition, like);
        run.add(index, like);
        lane.add(run);
    }

    /** Timestamps without a key share their calls; one with a key, or from the archive, stands alone. */
    void timestamp(int index, Effect.Timestamp timestamp) {
        if (!timestamp.key().isEmpty()) {
            lane("key " + timestamp.key()).add(puts.keyedTimestamp(index, timestamp, partition.record(index)));
            return;
        }
        if (partition.record(index).archived().is()) {
            lane().add(puts.absentTimestamp(index, timestamp));
            return;
        }
        if (timestamps.isEmpty() || timestamps.get().isFull()) {
            timestamps = Optional.of(puts.timestamps());
            lane().add(timestamps.get());
        }
        timestamps.get().add(index, timestamp.item());
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
