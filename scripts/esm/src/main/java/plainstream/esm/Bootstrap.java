package plainstream.esm;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The main of a Java function's process: makes the handler, then asks the Runtime API for one event after the other.
 *
 * <p>It stands in for AWS's runtime interface client, whose native part exists for Linux only.
 */
final class Bootstrap {
    private final String root;
    private final RequestStreamHandler handler;

    private Bootstrap(String root, RequestStreamHandler handler) {
        this.root = root;
        this.handler = handler;
    }

    /**
     * Runs the function until its process is stopped.
     *
     * @param arguments the handler's class
     * @throws IOException when the Runtime API does not answer
     */
    public static void main(String[] arguments) throws IOException {
        // The language that is set must not choose the digits that machines read.
        Locale.setDefault(Locale.ROOT);
        String root = "http://" + System.getenv("AWS_LAMBDA_RUNTIME_API") + "/2018-06-01/runtime/";
        RequestStreamHandler handler;
        try {
            handler = handler(arguments[0]);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            var cause = e instanceof InvocationTargetException ? e.getCause() : e;
            cause.printStackTrace();
            post(root + "init/error", ErrorJson.of(cause), "Runtime.InitError");
            System.exit(1);
            return;
        }
        new Bootstrap(root, handler).serve();
    }

    private static RequestStreamHandler handler(String name) throws ReflectiveOperationException {
        Class<?> type = Class.forName(name.replaceFirst("::handleRequest$", ""));
        if (!RequestStreamHandler.class.isAssignableFrom(type)) {
            throw new IllegalArgumentException(
                    name + " is no RequestStreamHandler: others run under AWS's own runtime client, with --function");
        }
        return type.asSubclass(RequestStreamHandler.class).getConstructor().newInstance();
    }

    private void serve() throws IOException {
        while (true) {
            var next = open(root + "invocation/next");
            byte[] event = new byte[next.getContentLength()];
            try (var in = new DataInputStream(next.getInputStream())) {
                in.readFully(event);
            }
            var context = new FunctionContext(next::getHeaderField);
            // Where the runtime of AWS puts it for X-Ray.
            System.setProperty("com.amazonaws.xray.traceHeader", next.getHeaderField("Lambda-Runtime-Trace-Id"));
            handle(context, event);
        }
    }

    private void handle(FunctionContext context, byte[] event) throws IOException {
        String invocation = root + "invocation/" + context.getAwsRequestId();
        var answer = new ByteArrayOutputStream();
        try {
            handler.handleRequest(new ByteArrayInputStream(event), answer, context);
        } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
            // The boundary: whatever the handler throws is its answer. An OutOfMemoryError ends the process instead.
            e.printStackTrace();
            post(invocation + "/error", ErrorJson.of(e), e.getClass().getName());
            return;
        }
        post(invocation + "/response", answer.toByteArray(), null);
    }

    private static void post(String address, byte[] body, String errorType) throws IOException {
        var connection = open(address);
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(body.length);
        connection.setRequestProperty("Content-Type", "application/json");
        if (errorType != null) {
            connection.setRequestProperty("Lambda-Runtime-Function-Error-Type", errorType);
        }
        try (var out = connection.getOutputStream()) {
            out.write(body);
        }
        if (connection.getResponseCode() >= 400) {
            System.err.println("Runtime API: " + connection.getResponseCode() + " for " + address);
            return;
        }
        try (InputStream in = connection.getInputStream()) {
            in.readAllBytes();
        }
    }

    private static HttpURLConnection open(String address) throws IOException {
        return (HttpURLConnection) URI.create(address).toURL().openConnection();
    }

    /** The error object of the Runtime API. */
    private static final class ErrorJson {
        static byte[] of(Throwable error) {
            return "{\"errorMessage\":%s,\"errorType\":%s,\"stackTrace\":[%s]}"
                    .formatted(
                            quoted(String.valueOf(error.getMessage())),
                            quoted(error.getClass().getName()),
                            String.join(
                                    ",",
                                    java.util.Arrays.stream(error.getStackTrace())
                                            .map(frame -> quoted(frame.toString()))
                                            .toList()))
                    .getBytes(StandardCharsets.UTF_8);
        }

        private static String quoted(String text) {
            var json = new StringBuilder("\"");
            text.chars().forEach(c -> {
                if (c < ' ' || c == '"' || c == '\\') {
                    json.append("\\u%04x".formatted(c));
                } else {
                    json.append((char) c);
                }
            });
            return json.append('"').toString();
        }
    }
}
