package plainstream.consumer.dynamodb;

/** The condition of a write does not hold; nothing was written. In a transaction: that of any of its writes. */
public final class ConditionFailedException extends DynamoDbException {
    private static final long serialVersionUID = 1;

    private final transient Item oldItem;

    ConditionFailedException(String message, Item oldItem) {
        super(message, null);
        this.oldItem = oldItem;
    }

    /**
     * The item as it stands.
     *
     * @return the item; empty if there is none, and always for a transaction
     */
    public Item oldItem() {
        return oldItem;
    }
}
