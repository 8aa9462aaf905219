package plainstream.consumer.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import plainstream.consumer.batch.Outcome;
import plainstream.consumer.batch.PartitionRun;
import plainstream.consumer.batch.Step;
import plainstream.consumer.dynamodb.ConditionFailedException;
import plainstream.consumer.event.KafkaRecord;
import plainstream.consumer.time.Deadline;

/**
 * Likes of one movie that follow one another, all with clients' keys or all without: one write for all.
 *
 * <p>If some have been counted before, the write is refused as a whole. The refusal says which: records up to the movie's watermark (the
 * batch comes again, overlaps another, or runs beside it) and keys that are known (a client sent its like again). Those are dropped, and
 * the rest is written, until nothing is refused any more.
 */
final class LikeRun implements Step {
    private record Like(int index, Effect.Like effect) {}

    private final LikeCounter counter;
    private final PartitionRun partition;
    private final String movieId;
    private final boolean keyed;
    private final List<Like> likes = new ArrayList<>();

    /** The first record of each key. */
    private final Map<String, KafkaRecord> claims = new HashMap<>();

    /** For likes such as this, which is still to be added. */
    LikeRun(LikeCounter counter, PartitionRun partition, Effect.Like like) {
        this.counter = counter;
        this.partition = partition;
        this.movieId = like.movieId();
        this.keyed = !like.key().isEmpty();
    }

    /** Whether a like can be added. One with a key that was forgotten since the run's like with that key cannot: it counts again. */
    boolean takes(int index, Effect.Like like) {
        boolean full = keyed && likes.size() == LikeCounter.MAX_KEYS;
        KafkaRecord claim = claims.get(like.key());
        boolean again = claim != null && counter.isForgotten(claim, partition.record(index));
        return !full && !again && keyed != like.key().isEmpty();
    }

    void add(int index, Effect.Like like) {
        likes.add(new Like(index, like));
        if (keyed) {
            claims.putIfAbsent(like.key(), partition.record(index));
        }
    }

    @Override
    public int[] indexes() {
        int[] indexes = new int[likes.size()];
        for (int i = 0; i < indexes.length; i++) {
            indexes[i] = likes.get(i).index;
        }
        return indexes;
    }

    @Override
    public Outcome run(Deadline deadline) {
        List<Like> left = likes;
        Set<String> known = new HashSet<>();
        while (!left.isEmpty()) {
            Likes wanted = sum(left, known);
            try {
                counter.count(wanted, deadline);
                break;
            } catch (ConditionFailedException e) {
                List<Like> rest = uncounted(left, e);
                if (!known.addAll(known(wanted.keys(), e)) && rest.size() == left.size()) {
                    throw new IllegalStateException(
                            "DynamoDB refuses likes of " + movieId + " and does not say which", e);
                }
                left = rest;
            }
        }
        return new Outcome.Stored();
    }

    private Likes sum(List<Like> left, Set<String> known) {
        Map<String, Likes.Key> keys = new LinkedHashMap<>();
        long latestMs = 0;
        Journey journey = left.get(0).effect.journey();
        for (Like like : left) {
            latestMs = Math.max(latestMs, record(like).timestampMs());
            String key = like.effect.key();
            boolean counts = !keyed || !known.contains(key) && !keys.containsKey(key);
            if (keyed && counts) {
                keys.put(key, new Likes.Key(key, record(like)));
            }
            // What a client sent again is no event of the journey, wherever the batches begin and end.
            journey = counts ? like.effect.journey() : journey;
        }
        Like last = left.get(left.size() - 1);
        long n = keyed ? keys.size() : left.size();
        return new Likes(movieId, record(left.get(0)), record(last), latestMs, n, List.copyOf(keys.values()), journey);
    }

    /** Those beyond the movie's watermark. */
    private List<Like> uncounted(List<Like> left, ConditionFailedException refusal) {
        if (!refusal.isOf(0)) {
            return left;
        }
        List<Like> beyond = new ArrayList<>();
        for (Like like : left) {
            if (!counter.isCounted(refusal.oldItem(0), record(like))) {
                beyond.add(like);
            }
        }
        return beyond;
    }

    private static List<String> known(List<Likes.Key> keys, ConditionFailedException refusal) {
        List<String> known = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            if (refusal.isOf(i + 1)) {
                known.add(keys.get(i).name());
            }
        }
        return known;
    }

    private KafkaRecord record(Like like) {
        return partition.record(like.index);
    }

    /** One like each, so that one that is not taken harms itself only. */
    @Override
    public List<Step> split() {
        List<Step> parts = new ArrayList<>();
        for (int i = 0; keyed && likes.size() > 1 && i < likes.size(); i++) {
            LikeRun part = new LikeRun(counter, partition, likes.get(i).effect);
            part.add(likes.get(i).index, likes.get(i).effect);
            parts.add(part);
        }
        return parts;
    }
}
