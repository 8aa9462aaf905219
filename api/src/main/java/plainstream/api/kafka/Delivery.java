package plainstream.api.kafka;

/** What became of an event. */
public sealed interface Delivery {
    /** Every in-sync replica has it. */
    record Stored(String topic, int partition, long offset) implements Delivery {}

    /** There is no Kafka: it stands in the log. */
    record Logged() implements Delivery {}

    /** No acknowledgement in time, or a refusal. The event may still have been stored. */
    record Failed(Exception cause) implements Delivery {}
}
