package plainstream.faults;

import plainstream.consumer.json.Json;
import plainstream.consumer.json.JsonWriter;

/** The tables as the local stack makes them, which a test of the whole system holds together with Terraform's. */
final class Schema {
    private static final String STACK = "scripts/local/stack.json";

    private Schema() {}

    static void create(Tables tables) {
        var stack = Json.parse(Event.bytes(Checkout.read(STACK))).asObject();
        for (var table : stack.member("tables").asArray().elements()) {
            var request = new JsonWriter();
            table.write(request);
            tables.call("CreateTable", request.toBytes());
        }
    }

    /** Empties them, in effect. */
    static void recreate(Tables tables) {
        for (var name : tables.names()) {
            var request = new JsonWriter().beginObject().name("TableName").string(name);
            tables.call("DeleteTable", request.endObject().toBytes());
        }
        create(tables);
    }
}
