package plainstream.esm.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import plainstream.esm.FunctionError;

class LambdaFunctionTest {
    private static final Arn FUNCTION = Arn.of("arn:aws:lambda:eu-west-1:123456789012:function:f:live");

    @Test
    void invokesByASignedCall() throws Exception {
        try (var endpoint = new Endpoint()) {
            endpoint.answer = "{\"batchItemFailures\":[]}";
            assertEquals(endpoint.answer, new String(function(endpoint).invoke("{\"a\":1}".getBytes(UTF_8)), UTF_8));
            var call = endpoint.seen.getFirst();
            assertEquals("POST", call.method());
            assertEquals(
                    "/2015-03-31/functions/arn%3Aaws%3Alambda%3Aeu-west-1%3A123456789012%3Afunction%3Af%3Alive/invocations",
                    call.path());
            assertEquals("{\"a\":1}", call.body());
            String authorization = call.headers().get("Authorization").getFirst();
            assertTrue(authorization.contains("/eu-west-1/lambda/aws4_request"), authorization);
        }
    }

    @Test
    void tellsAThrottleFromAnError() throws Exception {
        try (var endpoint = new Endpoint()) {
            endpoint.status = 429;
            endpoint.answer = "{\"Reason\":\"ConcurrentInvocationLimitExceeded\"}";
            assertEquals(FunctionError.THROTTLE, error(endpoint).type());
            endpoint.status = 200;
            endpoint.functionError = "Unhandled";
            assertEquals("Unhandled", error(endpoint).type());
            endpoint.functionError = "";
            endpoint.status = 403;
            assertEquals("Invoke.Status403", error(endpoint).type());
        }
    }

    @Test
    void saysWhenNobodyIsThere() throws Exception {
        var endpoint = new Endpoint();
        endpoint.close();
        assertEquals("Invoke.Failed", error(endpoint).type());
    }

    private static FunctionError error(Endpoint endpoint) {
        return assertThrows(FunctionError.class, () -> function(endpoint).invoke(new byte[0]));
    }

    private static LambdaFunction function(Endpoint endpoint) {
        return new LambdaFunction(endpoint.aws(), FUNCTION, Duration.ofSeconds(5));
    }
}
