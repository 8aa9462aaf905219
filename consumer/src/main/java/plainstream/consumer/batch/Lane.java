package plainstream.consumer.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    /** The last step so far, if there is one. */
    public Optional<Step> last() {
        return steps.isEmpty() ? Optional.empty() : Optional.of(steps.get(steps.size() - 1));
    }

    @Override
    public void run() {
        attempt(steps);
    }

    /** Runs the steps up to the first that fails; gives that failure, which is the outcome of all from there on. */
    private Optional<Outcome> attempt(List<Step> steps) {
        Optional<Outcome> failure = Optional.empty();
        for (Step step : steps) {
            failure = failure.isPresent() ? failure : attempt(step);
            if (failure.isPresent()) {
                settle(step, failure.get());
            }
        }
        return failure;
    }

    private Optional<Outcome> attempt(Step step) {
        if (partition.record(step.indexes()[0]).offset() > partition.failedOffset()) {
            return Optional.of(new Outcome.Retry("an earlier record of the partition failed"));
        }
        if (deadline.remainingMs() < MIN_STEP_MS) {
            return Optional.of(new Outcome.Retry("too little time is left"));
        }
        try {
            settle(step, step.run(deadline));
            return Optional.empty();
        } catch (InvalidRequestException e) {
            List<Step> others = instead(step, e.getMessage());
            return others.isEmpty() ? Optional.of(new Outcome.Retry(e.getMessage())) : attempt(others);
        } catch (DynamoDbException e) {
            return Optional.of(new Outcome.Retry(e.getMessage()));
        } catch (OffsetsRestartedException e) {
            return Optional.of(new Outcome.Refused(e.getMessage()));
        }
    }

    /**
     * What to do instead of a step that DynamoDB will never take: its parts or, since trying again would block the partition for good, dead
     * letters. A dead letter that is not taken either is a fault of ours; somebody has to look.
     */
    private List<Step> instead(Step step, String reason) {
        List<Step> others = new ArrayList<>(step.split());
        if (others.isEmpty() && !(step instanceof Burial)) {
            for (int index : step.indexes()) {
                others.add(new Burial(deadLetters, partition.record(index), index, reason));
            }
        }
        return others;
    }

    private void settle(Step step, Outcome outcome) {
        for (int index : step.indexes()) {
            partition.settle(index, outcome);
        }
    }
}
