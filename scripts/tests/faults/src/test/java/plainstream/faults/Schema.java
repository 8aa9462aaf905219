package plainstream.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import plainstream.consumer.json.JsonWriter;
import plainstream.kit.Repository;
import plainstream.local.database.Table;

/** The tables as the pipeline's description has them, for AWS and for the local stack alike. */
final class Schema {
    private Schema() {}

    static void create(Tables tables) {
        try {
            plainstream.local.database.Tables.described(Repository.ROOT.resolve("terraform/pipeline.json"))
                    .forEach((name, table) -> tables.call("CreateTable", request(name, table)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] request(String name, Table table) {
        return table.createRequest(Tables.PREFIX + name).toString().getBytes(StandardCharsets.UTF_8);
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
