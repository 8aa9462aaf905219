package plainstream.consumer.batch;

import java.util.Optional;

/** What became of a record. Every kind is counted by itself, so that the counts of a batch make up all of its records. */
public sealed interface Outcome {
    /** Why the record has to come again, if it has to. */
    default Optional<String> failure() {
        return Optional.empty();
    }

    /** It took effect, now or when it was delivered before. */
    record Stored() implements Outcome {}

    /** A line of the log is all of its effect. */
    record Logged() implements Outcome {}

    /**
     * There is nothing to do for it.
     *
     * @param reason why
     */
    record Skipped(String reason) implements Outcome {}

    /**
     * It can never take effect, and is kept in the table of dead letters.
     *
     * @param reason why
     */
    record Dead(String reason) implements Outcome {}

    /**
     * It could not be done now: it has to come again.
     *
     * @param reason why
     */
    record Retry(String reason) implements Outcome {
        @Override
        public Optional<String> failure() {
            return Optional.of(reason);
        }
    }

    /**
     * It contradicts what the tables remember of its partition: it comes again until somebody has looked.
     *
     * @param reason the contradiction
     */
    record Refused(String reason) implements Outcome {
        @Override
        public Optional<String> failure() {
            return Optional.of(reason);
        }
    }
}
