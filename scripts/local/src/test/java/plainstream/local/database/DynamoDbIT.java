package plainstream.local.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plainstream.esm.host.Ports;
import plainstream.kit.Loopback;

class DynamoDbIT {
    private static final String TABLE = """
            {"TableName":"things","BillingMode":"PAY_PER_REQUEST",
             "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],
             "KeySchema":[{"AttributeName":"id","KeyType":"HASH"}]}""";

    @TempDir
    Path folder;

    @Test
    void answersOnLoopbackOnly() throws Exception {
        try (var database = DynamoDb.start()) {
            assertTrue(call(database.endpoint(), "ListTables", "{}").contains("\"TableNames\":[]"));
            Loopback.assertNothingElseListens(database.endpoint().getPort());
        }
    }

    @Test
    void keepsTablesInItsFolder() throws Exception {
        int port = Ports.free();
        long pid;
        try (var database = DynamoDb.start(port, folder)) {
            pid = database.pid();
            call(database.endpoint(), "CreateTable", TABLE);
        }
        assertTrue(ProcessHandle.of(pid).isEmpty());
        try (var database = DynamoDb.start(port, folder)) {
            assertTrue(call(database.endpoint(), "ListTables", "{}").contains("[\"things\"]"));
        }
    }

    private static String call(URI endpoint, String action, String body) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(endpoint)
                    .header("X-Amz-Target", "DynamoDB_20120810." + action)
                    .header("Content-Type", "application/x-amz-json-1.0")
                    .header(
                            "Authorization",
                            "AWS4-HMAC-SHA256 Credential=local/20260101/eu-west-1/dynamodb/aws4_request")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            var response = client.send(request, BodyHandlers.ofString());
            assertEquals(200, response.statusCode(), response.body());
            return response.body();
        }
    }
}
