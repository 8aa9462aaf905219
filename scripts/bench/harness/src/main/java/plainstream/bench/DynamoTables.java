package plainstream.bench;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The project's tables in DynamoDB Local. It asks for a signature and checks none, so that this needs no client of anybody's.
 *
 * @param endpoint of the engine
 */
record DynamoTables(URI endpoint) {
    static final String PREFIX = "plainstream-";

    /** Makes them all, as terraform/dynamodb.tf does. */
    void create() throws IOException {
        create("timestamps", List.of("day:S:HASH", "at:S:RANGE"), "id");
        create("likes", List.of("movieId:S:HASH"), "");
        create("idempotency", List.of("id:S:HASH"), "");
        create("orders", List.of("OrderNo:S:HASH"), "");
        create("customers", List.of("Customer:S:HASH"), "");
        create("dead_letters", List.of("source:S:HASH", "offset:N:RANGE"), "");
    }

    /** Puts up to 25 items, given as DynamoDB's JSON, into a table; in pieces while the engine takes not all. */
    void put(String table, List<String> items) throws IOException {
        String puts =
                items.stream().map("{\"PutRequest\":{\"Item\":%s}}"::formatted).collect(Collectors.joining(","));
        String answer = call("BatchWriteItem", "{\"RequestItems\":{\"%s\":[%s]}}".formatted(PREFIX + table, puts));
        if (!answer.contains("\"UnprocessedItems\":{}")) {
            throw new IOException("not all items were taken: " + answer);
        }
    }

    private void create(String table, List<String> keys, String index) throws IOException {
        String types = keys.stream().map(key -> attribute(key.split(":"))).collect(Collectors.joining(","));
        String schema = keys.stream().map(key -> key(key.split(":"))).collect(Collectors.joining(","));
        String extra = "";
        if (!index.isEmpty()) {
            types += "," + attribute(new String[] {index, "S"});
            extra = """
                    ,"GlobalSecondaryIndexes":[{"IndexName":"by_%s","KeySchema":[{"AttributeName":"%s","KeyType":"HASH"}],\
                    "Projection":{"ProjectionType":"ALL"}}]""".formatted(index, index);
        }
        call("CreateTable", """
                {"TableName":"%s","BillingMode":"PAY_PER_REQUEST","AttributeDefinitions":[%s],"KeySchema":[%s]%s}""".formatted(PREFIX + table, types, schema, extra));
    }

    private static String attribute(String[] key) {
        return "{\"AttributeName\":\"%s\",\"AttributeType\":\"%s\"}".formatted(key[0], key[1]);
    }

    private static String key(String[] key) {
        return "{\"AttributeName\":\"%s\",\"KeyType\":\"%s\"}".formatted(key[0], key[2]);
    }

    /** Makes one call, over a connection that is kept. */
    String call(String action, String body) throws IOException {
        var connection = (HttpURLConnection) endpoint.toURL().openConnection();
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/x-amz-json-1.0");
        connection.setRequestProperty("X-Amz-Target", "DynamoDB_20120810." + action);
        connection.setRequestProperty(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=local/20261121/eu-west-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0");
        connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        if (connection.getResponseCode() != 200) {
            throw new IOException(
                    action + ": " + new String(connection.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
        }
        return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
