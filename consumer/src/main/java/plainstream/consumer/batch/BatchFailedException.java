package plainstream.consumer.batch;

/** Records have to come again, and without partial batch responses the only way to say so is that the invocation fails. */
public final class BatchFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BatchFailedException(String message) {
        super(message, null, false, false);
    }
}
