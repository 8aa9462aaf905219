package plainstream.consumer.batch;

/** What became of a record. */
public sealed interface Outcome {
    /** It took effect, now or when it was delivered before. */
    record Stored() implements Outcome {}

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
    record Retry(String reason) implements Outcome {}
}
