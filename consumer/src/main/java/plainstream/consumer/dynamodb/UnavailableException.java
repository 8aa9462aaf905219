package plainstream.consumer.dynamodb;

/** Throttled, failed or unreachable after all tries or at the deadline. Whether the last try took effect is not known. */
public final class UnavailableException extends DynamoDbException {
    private static final long serialVersionUID = 1;

    UnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
