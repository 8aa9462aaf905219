package plainstream.kit;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A function that does what its event says. */
public final class SampleHandler implements RequestStreamHandler {
    private int calls;

    /** Fails if the environment asks for it. */
    public SampleHandler() {
        if (System.getenv("FAIL_INIT") != null) {
            throw new IllegalStateException("no \"init\" today");
        }
    }

    /** This class and what it needs. */
    public static List<Path> classPath() throws Exception {
        return List.of(place(SampleHandler.class), place(RequestStreamHandler.class));
    }

    private static Path place(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        calls++;
        String event = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        System.out.println("event of " + event.length());
        switch (event) {
            case "fail" -> throw new IOException("asked to \"fail\"\n");
            case "exit" -> Runtime.getRuntime().halt(7);
            case "sleep" -> sleep();
            case "huge" -> out.write(new byte[6 * 1024 * 1024 + 1]);
            case "calls" -> write(out, "" + calls);
            case "environment" -> write(out, System.getenv("GREETING") + " " + System.getenv("KEPT_OUT"));
            case "context" -> write(out, context.getRemainingTimeInMillis() + " " + context.getInvokedFunctionArn());
            default -> write(out, event);
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void sleep() {
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
