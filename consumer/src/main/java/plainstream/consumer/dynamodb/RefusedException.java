package plainstream.consumer.dynamodb;

/** Access denied, a bad signature, no such table: the deployment is at fault and not the content. */
public final class RefusedException extends DynamoDbException {
    private static final long serialVersionUID = 1;

    RefusedException(String message) {
        super(message, null);
    }
}
