package plainstream.consumer.dynamodb;

/** DynamoDB will never take this content: the same request fails again whenever it is sent. */
public final class InvalidRequestException extends DynamoDbException {
    private static final long serialVersionUID = 1;

    InvalidRequestException(String message) {
        super(message, null);
    }
}
