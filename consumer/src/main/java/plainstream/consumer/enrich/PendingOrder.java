package plainstream.consumer.enrich;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import plainstream.consumer.batch.Outcome;
import plainstream.consumer.batch.PartitionRun;
import plainstream.consumer.dynamodb.Attribute;
import plainstream.consumer.dynamodb.Item;
import plainstream.consumer.event.CloudEvent;
import plainstream.consumer.event.KafkaRecord;
import plainstream.consumer.event.OrderRules;
import plainstream.consumer.json.JsonObject;
import plainstream.consumer.json.JsonValue;
import plainstream.consumer.json.JsonWriter;

/**
 * An order on its way from the topic {@code orders} to {@code orders-enriched}.
 *
 * @param partition where it came from
 * @param index its place there
 * @param event what its headers say
 * @param order the order as it was posted
 */
record PendingOrder(PartitionRun partition, int index, CloudEvent event, JsonObject order) {
    String customer() {
        return order.member(OrderRules.CUSTOMER).asString();
    }

    byte[] key() {
        return order.member(OrderRules.ORDER_NO).asString().getBytes(UTF_8);
    }

    KafkaRecord record() {
        return partition.record(index);
    }

    /** The order, its numbers as they were written, and what is known of the customer; nulls for what is not. */
    byte[] enriched(Item customer) {
        JsonWriter out = new JsonWriter().beginObject();
        for (Map.Entry<String, JsonValue> member : order.members().entrySet()) {
            out.name(member.getKey()).value(member.getValue());
        }
        for (String name : OrderRules.ENRICHMENT) {
            out.name(name);
            customer.attributes().getOrDefault(name, new Attribute.Null()).writePlain(out);
        }
        return out.endObject().toBytes();
    }

    void settle(Outcome outcome) {
        partition.settle(index, outcome);
    }
}
