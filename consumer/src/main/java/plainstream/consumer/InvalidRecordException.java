package plainstream.consumer;

/** A record is not as the event contract says; the message is the reason that its dead letter carries. */
final class InvalidRecordException extends RuntimeException {
    private static final long serialVersionUID = 1;

    InvalidRecordException(String reason) {
        super(reason, null, false, false);
    }
}
