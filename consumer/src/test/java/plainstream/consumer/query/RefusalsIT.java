package plainstream.consumer.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import plainstream.consumer.Between;
import plainstream.consumer.QueriesFunction;
import plainstream.consumer.json.Json;
import plainstream.consumer.json.JsonObject;

/** What is refused, and in which form. */
class RefusalsIT extends QueriesFunction {
    @ParameterizedTest
    @ValueSource(
            strings = {"/", "", "/app/", "/app/a/b", "/nothing", "/likesX", "/app/%20", "/orders/", "/APP", "//app"})
    void answers404ForOtherPaths(String path) throws IOException {
        assertEquals(404, status(path));
    }

    @ParameterizedTest
    @CsvSource({
        "limit, 0",
        "limit, 101",
        "limit, x",
        "limit, ''",
        "limit, 1.0",
        "limit, -1",
        "limit, 99999999999999999999",
        "cursor, ''",
        "cursor, abc",
        "cursor, YXBwfA",
        "cursor, YXBwfDIwMjYtMTMtMDE",
        "colour, blue",
        "%6cimit, 0",
        "limit, %zz",
        "limit, %ff",
        "lim%, 1"
    })
    void answers400NamingTheParameter(String name, String value) throws IOException {
        JsonObject response = get("/app", Map.of(name, List.of(value)));
        assertEquals(400, response.member("statusCode").asNumber().asLong());
        JsonObject problem =
                Json.parse(response.member("body").asString().getBytes(UTF_8)).asObject();
        assertEquals(
                List.of("type", "title", "status", "detail", "instance", "errors"),
                List.copyOf(problem.members().keySet()));
        String parameter = problem.member("errors")
                .asArray()
                .elements()
                .getFirst()
                .asObject()
                .member("parameter")
                .asString();
        assertEquals(name.replace("%6c", "l"), parameter);
        assertEquals(
                "/app#" + header(response, "x-request-id"),
                problem.member("instance").asString());
    }

    @Test
    void refusesRepeatedParametersAndThoseOfAnItem() throws IOException {
        assertEquals(
                400,
                get("/app", Map.of("limit", List.of("1", "2")))
                        .member("statusCode")
                        .asNumber()
                        .asLong());
        assertEquals(
                400,
                get("/likes/tt1", Map.of("limit", List.of("1")))
                        .member("statusCode")
                        .asNumber()
                        .asLong());
        assertEquals(400, status("/likes/;x"));
        assertEquals(400, status("/orders/%zz"));
    }

    @Test
    void refusesTheCursorOfAnotherList() throws IOException {
        String cursor = Cursor.of("likes", "tt1");
        assertEquals(
                400,
                get("/orders", Map.of("cursor", List.of(cursor)))
                        .member("statusCode")
                        .asNumber()
                        .asLong());
        assertEquals(
                200,
                get("/likes", Map.of("cursor", List.of(cursor)))
                        .member("statusCode")
                        .asNumber()
                        .asLong());
    }

    @Test
    void answers405WithAllow() throws IOException {
        JsonObject response =
                Json.parse(invoke(event("DELETE", "/app", Map.of()))).asObject();
        assertEquals(405, response.member("statusCode").asNumber().asLong());
        assertEquals("GET, HEAD, POST", header(response, "allow"));
    }

    @Test
    void answersInTheFormOfTheEvent() throws IOException {
        String single = "{\"httpMethod\":\"HEAD\",\"path\":\"/app\",\"queryStringParameters\":{\"limit\":\"1\"},"
                + "\"headers\":{\"x-amzn-trace-id\":\"Self=1-2;Root=1-67891233-abcdef012345678912345678;Sampled=1\"},\"body\":\"\"}";
        assertEquals(
                "{\"statusCode\":200,\"statusDescription\":\"200 OK\",\"isBase64Encoded\":false,\"headers\":{\"content-type\":\"application/json\","
                        + "\"cache-control\":\"no-store\",\"x-request-id\":\"1-67891233-abcdef012345678912345678\"},\"body\":\"\"}",
                new String(invoke(single.getBytes(UTF_8)), UTF_8));
    }

    @Test
    void answers503WithRetryAfterWhenTheDatabaseFails() throws IOException {
        try (Between between = new Between(dynamoDb.endpoint(), body -> Between.Fate.FAIL)) {
            environment.put("AWS_ENDPOINT_URL_DYNAMODB", between.uri());
            JsonObject response = get("/likes/tt1", Map.of());
            assertEquals(503, response.member("statusCode").asNumber().asLong());
            assertEquals("1", header(response, "retry-after"));
        }
    }

    @Test
    void answers500WithoutDetailWhenTheDeploymentIsAtFault() throws IOException {
        environment.put("TABLE_PREFIX", "missing-");
        JsonObject response = get("/likes/tt1", Map.of());
        assertEquals(500, response.member("statusCode").asNumber().asLong());
        assertTrue(
                !response.member("body").asString().contains("missing"),
                response.member("body").asString());
    }
}
