package plainstream.consumer.batch;

import java.util.ArrayList;
import java.util.List;
import plainstream.consumer.dynamodb.DynamoDbException;
import plainstream.consumer.dynamodb.InvalidRequestException;
import plainstream.consumer.time.Deadline;

/**
 * Steps that must follow one another, such as all likes of one movie; other lanes go on meanwhile.
 *
 * <p>The first step that fails ends the lane: a later like must not move the watermark past an earlier one.
 */
public final class Lane implements Runnable {
    /** A call that has less time than this would most likely be cut off, its effect unknown. */
    private static final long MIN_STEP_MS = 200;

    private final PartitionRun partition;
    private final DeadLetters deadLetters;
    private final Deadline deadline;
    private final List<Step> steps = new ArrayList<>();

    public Lane(PartitionRun partition, DeadLetters deadLetters, Deadline deadline) {
        this.partition = partition;
        this.deadLetters = deadLetters;
        this.deadline = deadline;
    }

    public void add(Step step) {
        steps.add(step);
    }

    /** The last step so far, or null. */
    public Step last() {
        return steps.isEmpty() ? null : steps.get(steps.size() - 1);
    }

    @Override
    public void run() {
        attempt(steps);
    }

    /** Gives why records have to come again, or "". */
    private String attempt(List<Step> steps) {
        String failure = "";
        for (Step step : steps) {
            failure = failure.isEmpty() ? attempt(step) : failure;
            if (!failure.isEmpty()) {
                settle(step, new Outcome.Retry(failure));
            }
        }
        return failure;
    }

    private String attempt(Step step) {
        if (partition.record(step.indexes()[0]).offset() > partition.failedOffset()) {
            return "an earlier record of the partition failed";
        }
        if (deadline.remainingMs() < MIN_STEP_MS) {
            return "too little time is left";
        }
        try {
            settle(step, step.run(deadline));
            return "";
        } catch (InvalidRequestException e) {
            List<Step> parts = step.split();
            return parts.isEmpty() ? bury(step, e.getMessage()) : attempt(parts);
        } catch (DynamoDbException e) {
            return e.getMessage();
        }
    }

    /** DynamoDB will never take it, so that trying again would block the partition for good. */
    private String bury(Step step, String reason) {
        try {
            for (int index : step.indexes()) {
                deadLetters.keep(partition.record(index), reason, deadline);
                partition.settle(index, new Outcome.Dead(reason));
            }
            return "";
        } catch (DynamoDbException e) {
            return e.getMessage();
        }
    }

    private void settle(Step step, Outcome outcome) {
        for (int index : step.indexes()) {
            partition.settle(index, outcome);
        }
    }
}
