package plainstream.consumer.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plainstream.consumer.json.JsonException;

class QueryRequestTest {
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void readsBothFormsOfTheLoadBalancersEvent() {
        QueryRequest one = read("{\"httpMethod\":\"HEAD\",\"path\":\"/app\",\"headers\":{\"X-Amzn-Trace-Id\":\"t\"},"
                + "\"queryStringParameters\":{\"limit\":\"2\"}}");
        assertEquals(new QueryRequest("HEAD", "/app", Map.of("limit", List.of("2")), "t", "", false), one);
        QueryRequest many =
                read("{\"httpMethod\":\"GET\",\"path\":\"/app\",\"multiValueHeaders\":{\"x-amzn-trace-id\":[\"t\"],"
                        + "\"Traceparent\":[\"" + TRACE + "\"]},"
                        + "\"multiValueQueryStringParameters\":{\"limit\":[\"2\",\"3\"]}}");
        assertEquals(new QueryRequest("GET", "/app", Map.of("limit", List.of("2", "3")), "t", TRACE, true), many);
    }

    @Test
    void passesByATraceThatIsNone() {
        assertEquals(
                "",
                read("{\"httpMethod\":\"GET\",\"path\":\"/app\",\"headers\":{\"traceparent\":\"" + TRACE + "0\"}}")
                        .traceparent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "{\"Records\":[{\"eventSource\":\"aws:sqs\",\"body\":\"x\"}]}",
                "{\"eventSource\":\"aws:kafka\",\"records\":{}}",
                "{\"httpMethod\":\"GET\"}",
                "{\"path\":\"/app\"}",
                "{\"httpMethod\":1,\"path\":\"/app\"}",
                "{\"version\":\"2.0\",\"rawPath\":\"/app\",\"requestContext\":{\"http\":{\"method\":\"GET\"}}}"
            })
    void refusesWhatNoLoadBalancerSends(String event) {
        assertThrows(JsonException.class, () -> read(event));
    }

    private static QueryRequest read(String event) {
        return QueryRequest.read(event.getBytes(UTF_8));
    }
}
