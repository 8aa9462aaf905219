package plainstream.consumer.dynamodb;

import java.util.Map;

/** The condition of a write does not hold; nothing was written. In a transaction: those of some of its writes. */
public final class ConditionFailedException extends DynamoDbException {
    private static final long serialVersionUID = 1;

    private final transient Map<Integer, Item> failed;

    /** Of these writes of the transaction, each with its item as it stands; a write that is alone is number 0. */
    ConditionFailedException(String message, Map<Integer, Item> failed) {
        super(message, null);
        this.failed = failed;
    }

    /** Whether the condition of this write is among those that do not hold. */
    public boolean isOf(int write) {
        return failed.containsKey(write);
    }

    /** The item of this write as it stands, empty if there is none. */
    public Item oldItem(int write) {
        return failed.getOrDefault(write, new Item());
    }
}
