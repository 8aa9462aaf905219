package plainstream.consumer.event;

/** A record is not as the event contract says; the message is the reason that its dead letter carries. */
public final class InvalidRecordException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public InvalidRecordException(String reason) {
        super(reason, null, false, false);
    }
}
