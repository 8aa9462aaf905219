package plainstream.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import plainstream.consumer.json.Json;
import plainstream.consumer.json.JsonObject;

/** Takes standard output for itself while it is open: functions print a line of metrics per batch. */
final class Quiet implements AutoCloseable {
    private final PrintStream before = System.out;
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

    Quiet() {
        System.setOut(new PrintStream(taken, true, UTF_8));
    }

    /** The lines of metrics since the last call. */
    List<JsonObject> metrics() {
        List<JsonObject> lines = new ArrayList<>();
        for (String line : taken.toString(UTF_8).split("\n")) {
            if (line.contains("\"_aws\"")) {
                lines.add(Json.parse(line.getBytes(UTF_8)).asObject());
            }
        }
        taken.reset();
        return lines;
    }

    @Override
    public void close() {
        System.setOut(before);
    }
}
