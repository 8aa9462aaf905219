package plainstream.bench;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import plainstream.local.database.Tables;

/**
 * The project's tables in DynamoDB Local. It asks for a signature and checks none, so that this needs no client of anybody's.
 *
 * @param endpoint of the engine
 */
record DynamoTables(URI endpoint) {
    static final String PREFIX = "plainstream-";

    /** Makes them all, as the pipeline's description has them. */
    void create(Path root) throws IOException, InterruptedException {
        var pipeline = root.resolve("terraform/pipeline.json");
        try (var client = HttpClient.newHttpClient()) {
            new Tables(endpoint, client).create(Tables.described(pipeline), PREFIX, pipeline.getParent());
        }
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
