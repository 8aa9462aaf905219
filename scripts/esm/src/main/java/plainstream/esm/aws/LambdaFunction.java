package plainstream.esm.aws;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import plainstream.esm.FunctionError;
import plainstream.esm.Invoker;

/**
 * A function that is deployed on AWS, invoked synchronously as the event source mapping there does.
 *
 * @param arn of the function, a version or an alias
 * @param timeout the function's own and a little more
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">AWS: Invoke</a>
 */
public record LambdaFunction(Aws aws, Arn arn, Duration timeout) implements Invoker {
    private static final int THROTTLED = 429;

    @Override
    public byte[] invoke(byte[] event) throws FunctionError {
        String path = "/2015-03-31/functions/" + URLEncoder.encode(arn.text(), StandardCharsets.UTF_8) + "/invocations";
        try {
            var answer = aws.call(
                    "POST",
                    "lambda",
                    aws.region(arn),
                    aws.endpoint("lambda", aws.region(arn), path),
                    Map.of("content-type", "application/json"),
                    event,
                    timeout);
            String text = new String(answer.body(), StandardCharsets.UTF_8);
            if (answer.statusCode() == THROTTLED) {
                throw new FunctionError(FunctionError.THROTTLE, text);
            }
            if (answer.statusCode() != 200) {
                throw new FunctionError("Invoke.Status" + answer.statusCode(), text);
            }
            var error = answer.headers().firstValue("X-Amz-Function-Error");
            if (error.isPresent()) {
                throw new FunctionError(error.get(), text, answer.body());
            }
            return answer.body();
        } catch (HttpTimeoutException e) {
            throw new FunctionError("Sandbox.Timedout", "no answer within " + timeout);
        } catch (IOException e) {
            throw new FunctionError("Invoke.Failed", String.valueOf(e.getMessage()));
        }
    }
}
