package plainstream.consumer.dynamodb;

/** A call that did not do what was asked. */
public abstract sealed class DynamoDbException extends RuntimeException
        permits ConditionFailedException, InvalidRequestException, UnavailableException, RefusedException {
    private static final long serialVersionUID = 1;

    DynamoDbException(String message, Throwable cause) {
        super(message, cause);
    }
}
