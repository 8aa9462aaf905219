package plainstream.local.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import plainstream.local.database.Tables;

/** The table of records that can take no effect, as the page shows them; each can be sent to its topic again. */
final class DeadLetters {
    private static final int MOST = 100;
    private static final Base64.Decoder BASE64 = Base64.getDecoder();

    private final Tables tables;
    private final String table;

    DeadLetters(Tables tables, String table) {
        this.tables = tables;
        this.table = table;
    }

    /** How many there are, of as many as one look finds (1 MB of items). */
    int count() throws IOException, InterruptedException {
        var request = Feed.object().put("TableName", table).put("Select", "COUNT");
        return tables.call("Scan", request).path("Count").asInt();
    }

    /** Some hundred of them, the last appended first. */
    ObjectNode list() throws IOException, InterruptedException {
        var answer = tables.call("Scan", Feed.object().put("TableName", table).put("Limit", MOST));
        var items = new ArrayList<JsonNode>();
        answer.path("Items").forEach(items::add);
        items.sort((a, b) -> text(b, "appendedAt").compareTo(text(a, "appendedAt")));
        var shown = Feed.object();
        var list = shown.putArray("items");
        items.forEach(item -> list.add(shown(item)));
        return shown;
    }

    private static ObjectNode shown(JsonNode item) {
        var shown = Feed.place(
                Feed.object(), text(item, "topic"), item.at("/partition/N").asInt());
        shown.put("offset", item.at("/offset/N").asLong()).put("source", text(item, "source"));
        shown.put("reason", text(item, "reason")).put("processedAt", text(item, "processedAt"));
        shown.put("key", Tail.text(bytes(item, "key"))).put("value", Tail.text(bytes(item, "value")));
        var headers = shown.putArray("headers");
        headers(item).forEach(header -> headers.addArray().add(header.key()).add(Tail.text(header.value())));
        return shown;
    }

    /** The record as it was, for the same topic and partition; none if the table does not have it, or not whole. */
    Optional<ProducerRecord<byte[], byte[]>> record(String source, long offset)
            throws IOException, InterruptedException {
        var request = Feed.object().put("TableName", table);
        request.putObject("Key").putObject("source").put("S", source);
        ((ObjectNode) request.get("Key")).putObject("offset").put("N", String.valueOf(offset));
        var item = tables.call("GetItem", request).path("Item");
        if (item.isMissingNode() || item.has("valueTruncated")) {
            return Optional.empty();
        }
        return Optional.of(new ProducerRecord<>(
                text(item, "topic"),
                item.at("/partition/N").asInt(),
                null,
                bytes(item, "key"),
                bytes(item, "value"),
                headers(item)));
    }

    private static String text(JsonNode item, String name) {
        return item.path(name).path("S").asText();
    }

    // Absent means null, for a key and for a tombstone's value.
    private static byte[] bytes(JsonNode item, String name) {
        JsonNode value = item.path(name).path("B");
        return value.isMissingNode() ? null : BASE64.decode(value.asText());
    }

    private static List<Header> headers(JsonNode item) {
        var headers = new ArrayList<Header>();
        item.at("/headers/L")
                .forEach(header -> headers.add(
                        new RecordHeader(text(header.path("M"), "name"), bytes(header.path("M"), "value"))));
        return headers;
    }
}
