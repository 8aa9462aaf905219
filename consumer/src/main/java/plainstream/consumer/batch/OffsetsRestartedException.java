package plainstream.consumer.batch;

import plainstream.consumer.event.KafkaRecord;

/**
 * A table remembers the record's offset, but as that of another, older record: the topic was deleted and made again, or the cluster was
 * replaced, and its offsets count from 0 once more.
 *
 * <p>To go on, give the functions another {@code SOURCE_EPOCH}. Until then nothing of the partition is taken for done before.
 */
public final class OffsetsRestartedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * Tells of the contradiction.
     *
     * @param record what came
     * @param known what is remembered
     */
    public OffsetsRestartedException(KafkaRecord record, String known) {
        super(
                record.topic() + "-" + record.partition() + " offset " + record.offset() + " was appended at "
                        + record.appendedAt() + ", but " + known
                        + ": the topic's offsets have begun anew, set another SOURCE_EPOCH",
                null,
                false,
                false);
    }
}
