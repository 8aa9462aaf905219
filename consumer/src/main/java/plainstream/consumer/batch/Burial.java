package plainstream.consumer.batch;

import plainstream.consumer.event.KafkaRecord;
import plainstream.consumer.time.Deadline;

/**
 * Keeps a record that is not as the event contract says.
 *
 * @param deadLetters where
 * @param record the record
 * @param index its place in the partition
 * @param reason what is wrong with it
 */
public record Burial(DeadLetters deadLetters, KafkaRecord record, int index, String reason) implements Step {
    @Override
    public int[] indexes() {
        return new int[] {index};
    }

    @Override
    public Outcome run(Deadline deadline) {
        deadLetters.keep(record, reason, deadline);
        return new Outcome.Dead(reason);
    }
}
