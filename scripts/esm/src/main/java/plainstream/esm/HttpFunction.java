package plainstream.esm;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A function in a container with AWS's runtime interface emulator, which takes events over HTTP.
 *
 * @see <a href="https://github.com/aws/aws-lambda-runtime-interface-emulator">AWS: runtime interface emulator</a>
 */
public final class HttpFunction implements Invoker {
    private static final String PATH = "/2015-03-31/functions/function/invocations";

    private final URI address;
    private final Duration timeout;
    private final HttpClient client = HttpClient.newHttpClient();

    /**
     * Connects with the first event.
     *
     * @param address of the emulator; without a path, the one of its own
     */
    public HttpFunction(URI address, Duration timeout) {
        this.address = address.getPath().length() > 1 ? address : address.resolve(PATH);
        this.timeout = timeout;
    }

    /** The emulator answers 200 to errors too: they are objects with {@code errorMessage} and {@code errorType}, and nothing of a success. */
    @Override
    public byte[] invoke(byte[] event) throws FunctionError {
        var request = HttpRequest.newBuilder(address).timeout(timeout).POST(BodyPublishers.ofByteArray(event));
        try {
            var answer = client.send(request.build(), BodyHandlers.ofByteArray());
            String text = new String(answer.body(), StandardCharsets.UTF_8);
            if (answer.statusCode() != 200 || text.matches("(?s)\\s*\\{.*\"errorType\"\\s*:.*")) {
                throw new FunctionError("Unhandled", text, answer.body());
            }
            return answer.body();
        } catch (HttpTimeoutException e) {
            throw new FunctionError("Sandbox.Timedout", "Task timed out after " + timeout.toSeconds() + " seconds");
        } catch (IOException e) {
            throw new FunctionError("Invoke.Failed", address + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FunctionError("Invoke.Failed", "interrupted");
        }
    }
}
