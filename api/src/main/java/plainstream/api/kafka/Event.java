package plainstream.api.kafka;

/**
 * One event, before it becomes a Kafka record (CloudEvents 1.0, Kafka binding, binary mode).
 *
 * @param type what happened, and where it goes
 * @param key of the record: events with the same key keep their order
 * @param identity what makes it this event and no other
 * @param value one JSON object, UTF-8
 */
public record Event(Type type, String key, Identity identity, byte[] value) {

    /** The kinds of event that the API publishes. */
    public enum Type {
        GREETING("plainstream.greeting.v1", "events"),
        TIMESTAMP("plainstream.timestamp.v1", "events"),
        LIKE("plainstream.like.v1", "events"),
        ORDER("plainstream.order.v1", "orders");

        private final String id;
        private final String topic;

        Type(String id, String topic) {
            this.id = id;
            this.topic = topic;
        }

        String id() {
            return id;
        }

        String topic() {
            return topic;
        }
    }

    /**
     * Who and when.
     *
     * @param id a UUID: random, or made of the client's idempotency key and what it was used for
     * @param fromClient whether it is made of a client's key, so that consumers count the event once however often it was sent
     * @param time of acceptance, UTC, six decimals
     * @param trace {@code Root=…} of the load balancer's trace, or empty
     * @param traceparent the W3C trace of the request
     */
    public record Identity(String id, boolean fromClient, String time, String trace, String traceparent) {}
}
