package plainstream.esm.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import plainstream.esm.FunctionError;
import plainstream.esm.Invoker;

/** The debugger: holds each batch and asks what to do with it. An empty line repeats what was said last. */
final class Stepper implements Invoker {
    static final String HELP = """
            see          the event as the function would get it
            invoke       give it to the function
            skip         say that it is processed, without the function
            fail         say that the function failed; it comes again
            destination  give it up, to the on-failure destination
            rewind P     begin again: an offset, or a time such as 2026-11-26T12:00:00Z
            go           invoke this and everything that follows
            quit         end; what is held is not committed""";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Told what goes beyond one batch. */
    interface Session {
        void rewind(String position);

        void quit();
    }

    private final Invoker function;
    private final BufferedReader in;
    private final PrintStream out;
    private final Session session;
    private boolean going;

    Stepper(Invoker function, BufferedReader in, PrintStream out, Session session) {
        this.function = function;
        this.in = in;
        this.out = out;
        this.session = session;
    }

    @Override
    public synchronized byte[] invoke(byte[] event) throws FunctionError {
        while (!going) {
            out.print(summary(event) + " > ");
            out.flush();
            String[] words = read().strip().split("\\s+", 2);
            switch (words[0]) {
                case "see" -> out.println(pretty(event));
                case "invoke", "" -> {
                    return told(event);
                }
                case "skip" -> {
                    return new byte[0];
                }
                case "fail" -> throw new FunctionError("Esm.Asked", "asked to fail");
                case "destination" -> throw new FunctionError(FunctionError.GIVEN_UP, "given up by hand");
                case "rewind" -> {
                    session.rewind(words.length > 1 ? words[1] : "0");
                    throw new FunctionError(FunctionError.THROTTLE, "rewinding");
                }
                case "go" -> going = true;
                case "quit" -> {
                    session.quit();
                    throw new FunctionError(FunctionError.THROTTLE, "quitting");
                }
                default -> out.println(HELP);
            }
        }
        return function.invoke(event);
    }

    private byte[] told(byte[] event) throws FunctionError {
        try {
            byte[] answer = function.invoke(event);
            out.println("answer: " + new String(answer, StandardCharsets.UTF_8));
            return answer;
        } catch (FunctionError e) {
            out.println("failed: " + e.type() + ": " + e.getMessage());
            throw e;
        }
    }

    /** The end of the input is the end of the session. */
    private String read() {
        try {
            String line = in.readLine();
            return line == null ? "quit" : line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String summary(byte[] event) {
        var text = new StringBuilder();
        for (var partition : tree(event).path("records").properties()) {
            JsonNode records = partition.getValue();
            text.append(text.isEmpty() ? "" : ", ").append(partition.getKey());
            if (!records.isEmpty()) {
                text.append(" offsets ").append(records.get(0).path("offset"));
                text.append(" to ").append(records.get(records.size() - 1).path("offset"));
            }
        }
        return text.append(" (").append(event.length).append(" bytes)").toString();
    }

    private static String pretty(byte[] event) {
        return tree(event).toPrettyString();
    }

    private static JsonNode tree(byte[] event) {
        try {
            return MAPPER.readTree(event);
        } catch (IOException e) {
            throw new UncheckedIOException("an event of our own is no JSON", e);
        }
    }
}
