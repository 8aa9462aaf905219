package plainstream.local.database;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One thing that a request wants to do to one table; a transaction wants several.
 *
 * @param action as IAM names it, without {@code dynamodb:}
 * @param table the full name; empty for an action on no table
 */
record Access(String action, String table) {
    static final String PROTOCOL = "DynamoDB_20120810.";
    static final String CONTENT_TYPE = "application/x-amz-json-1.0";

    /** The user that may do everything; the local engine reads key and region of the credential and verifies nothing. */
    static final String OWNER = "local";

    static final String CREDENTIAL = "AWS4-HMAC-SHA256 Credential=" + OWNER
            + "/20260101/eu-central-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What an element of a transaction is, and the action that IAM asks for: "Actions for DynamoDB transactions". */
    private static final Map<String, String> IN_TRANSACTION = Map.of(
            "Put",
            "PutItem",
            "Update",
            "UpdateItem",
            "Delete",
            "DeleteItem",
            "ConditionCheck",
            "ConditionCheckItem",
            "Get",
            "GetItem");

    /** All that a request needs; a body that cannot be read needs the action alone, and the engine will refuse it. */
    static List<Access> of(String action, byte[] body) {
        JsonNode request = read(body);
        if (request.has("TransactItems")) {
            return request.get("TransactItems")
                    .valueStream()
                    .flatMap(Access::inTransaction)
                    .toList();
        }
        var batch = request.path("RequestItems").properties().stream().map(Map.Entry::getKey);
        var single = Stream.of(request.path("TableName").asText(""));
        return (request.has("RequestItems") ? batch : single)
                .map(table -> new Access(action, table))
                .toList();
    }

    private static Stream<Access> inTransaction(JsonNode element) {
        return element.properties().stream()
                .map(part -> new Access(
                        IN_TRANSACTION.getOrDefault(part.getKey(), part.getKey()),
                        part.getValue().path("TableName").asText("")));
    }

    private static JsonNode read(byte[] body) {
        try {
            return MAPPER.readTree(body);
        } catch (IOException e) {
            return MAPPER.missingNode();
        }
    }
}
