package plainstream.consumer.batch;

import java.util.List;
import plainstream.consumer.time.Deadline;

/** One write, for one record or for a run of them. */
public interface Step {
    /** The indexes of its records in the partition, ascending. */
    int[] indexes();

    /**
     * Makes it take effect, once, however often it is run.
     *
     * @return what became of its records
     * @throws plainstream.consumer.dynamodb.DynamoDbException if it did not
     */
    Outcome run(Deadline deadline);

    /** The same for fewer records each, for when DynamoDB refuses the whole and one record may be why; none if it cannot be split. */
    default List<Step> split() {
        return List.of();
    }
}
