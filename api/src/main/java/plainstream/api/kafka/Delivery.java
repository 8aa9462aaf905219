package plainstream.api.kafka;

/** What became of an event. */
public sealed interface Delivery {
    /** Every in-sync replica has it. */
    record Stored(String topic, int partition, long offset) implements Delivery {}

    /** There is no Kafka: it stands in the log. */
    record Logged() implements Delivery {}

    /** It is not stored, or nobody knows. */
    sealed interface Failure extends Delivery {
        Exception cause();
    }

    /** No acknowledgement in time, or a state that passes. The event may have been stored; to repeat it may help. */
    record Unconfirmed(Exception cause) implements Failure {}

    /** Not stored, and never will be: it is larger than the topic's records may be. */
    record TooLarge(Exception cause) implements Failure {}

    /** Not stored, and never will be: the broker does not take such a record. Ours to mend. */
    record Refused(Exception cause) implements Failure {}
}
