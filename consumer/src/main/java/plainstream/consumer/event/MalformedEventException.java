package plainstream.consumer.event;

/** What invoked the function is not the event that it takes: a wrong trigger, or a fault of the caller. */
final class MalformedEventException extends RuntimeException {
    private static final long serialVersionUID = 1;

    MalformedEventException(String message) {
        super(message);
    }
}
