package plainstream.consumer.store;

import plainstream.consumer.batch.Outcome;
import plainstream.consumer.batch.Step;
import plainstream.consumer.event.KafkaRecord;
import plainstream.consumer.time.Deadline;

/**
 * A like with a client's key: counted once, however often the client sends it and Kafka delivers it.
 *
 * @param counter what counts it
 * @param record its record
 * @param index its place in the partition
 * @param like what it asks for
 */
record KeyedLike(LikeCounter counter, KafkaRecord record, int index, Effect.Like like) implements Step {
    @Override
    public int[] indexes() {
        return new int[] {index};
    }

    @Override
    public Outcome run(Deadline deadline) {
        counter.countOnce(like, record, deadline);
        return new Outcome.Stored();
    }
}
