package plainstream.local.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import plainstream.esm.host.Http;
import plainstream.esm.host.Ports;

/** The gate before an engine that says yes to everything; {@code sample} may get and query things. */
class AccessGateTest {
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final List<String> passed = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer engine;
    private AccessGate gate;

    @BeforeEach
    void start() throws Exception {
        engine = Http.server(0, Executors.newVirtualThreadPerTaskExecutor());
        engine.createContext("/", exchange -> {
            try (exchange) {
                passed.add(exchange.getRequestHeaders().getFirst("X-Amz-Target") + " "
                        + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                Http.answer(exchange, 200, "{}");
            }
        });
        engine.start();
        var address =
                URI.create("http://" + Ports.HOST + ":" + engine.getAddress().getPort());
        var tables = Tables.described(Path.of("src/test/resources/pipeline.json"));
        gate = AccessGate.start(0, address, new Grants(Set.of("sample", "other"), tables, "p-"), log::add);
    }

    @AfterEach
    void stop() {
        gate.close();
        engine.stop(0);
        client.close();
    }

    @Test
    void letsAFunctionDoWhatItIsGranted() throws Exception {
        assertEquals("200 {}", call("sample", "GetItem", "{\"TableName\":\"p-things\"}"));
        assertEquals("200 {}", call("sample", "Query", "{\"TableName\":\"p-things\",\"IndexName\":\"by_kind\"}"));
        assertEquals("DynamoDB_20120810.GetItem {\"TableName\":\"p-things\"}", passed.getFirst());
        assertEquals(List.of(), log);
    }

    @Test
    void saysWhoLacksWhichActionOnWhichTable() throws Exception {
        var answer = call("sample", "PutItem", "{\"TableName\":\"p-things\"}");
        assertTrue(answer.startsWith("400 {\"__type\":\"com.amazon.coral.service#AccessDeniedException\""), answer);
        assertTrue(
                answer.contains(
                        "assumed-role/p-sample/sample is not authorized to perform: dynamodb:PutItem on resource: "
                                + "arn:aws:dynamodb:eu-central-1:000000000000:table/p-things because"),
                answer);
        assertEquals(List.of(), passed);
        assertTrue(log.getFirst().contains("dynamodb:PutItem"), log::toString);
    }

    @Test
    void asksForEachTableOfABatchAndEachActionOfATransaction() throws Exception {
        assertDenied(call("sample", "BatchGetItem", "{\"RequestItems\":{\"p-things\":{}}}"), "BatchGetItem");
        assertDenied(call("sample", "TransactWriteItems", """
                        {"TransactItems":[{"ConditionCheck":{"TableName":"p-things"}}]}"""), "ConditionCheckItem");
        assertDenied(call("sample", "TransactGetItems", """
                        {"TransactItems":[{"Get":{"TableName":"p-things"}},{"Get":{"TableName":"p-others"}}]}"""), "GetItem");
        assertEquals("200 {}", call("sample", "TransactGetItems", """
                {"TransactItems":[{"Get":{"TableName":"p-things"}}]}"""));
    }

    @Test
    void grantsNothingOnOtherTablesAndNothingToOthers() throws Exception {
        assertDenied(call("other", "GetItem", "{\"TableName\":\"p-things\"}"), "GetItem");
        assertDenied(call("sample", "GetItem", "{\"TableName\":\"things\"}"), "GetItem");
        assertDenied(call("sample", "ListTables", "{}"), "ListTables");
        assertDenied(call("sample", "GetItem", "no json"), "GetItem");
    }

    @Test
    void knowsEveryCallerByItsAccessKey() throws Exception {
        assertTrue(call("stranger", "GetItem", "{}").contains("UnrecognizedClientException"));
        assertTrue(send(request("GetItem", "{}").build()).contains("MissingAuthenticationTokenException"));
        assertEquals("200 {}", call("local", "DeleteTable", "{\"TableName\":\"p-things\"}"));
    }

    @Test
    void answersWhoeverAsksWhetherItIsThere() throws Exception {
        var answer = send(HttpRequest.newBuilder(gate.endpoint()).build());
        assertTrue(answer.startsWith("200 healthy"), answer);
    }

    private static void assertDenied(String answer, String action) {
        assertTrue(answer.contains("AccessDeniedException") && answer.contains("dynamodb:" + action + " on"), answer);
    }

    private String call(String caller, String action, String body) throws Exception {
        var credential =
                "AWS4-HMAC-SHA256 Credential=" + caller + "/20260101/eu-west-1/dynamodb/aws4_request, Signature=0";
        return send(request(action, body).header("Authorization", credential).build());
    }

    private HttpRequest.Builder request(String action, String body) {
        return HttpRequest.newBuilder(gate.endpoint())
                .header("X-Amz-Target", "DynamoDB_20120810." + action)
                .POST(BodyPublishers.ofString(body));
    }

    private String send(HttpRequest request) throws Exception {
        var response = client.send(request, BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }
}
