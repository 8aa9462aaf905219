package plainstream.tools.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import plainstream.consumer.json.Json;
import plainstream.consumer.json.JsonException;
import plainstream.consumer.json.JsonObject;

/**
 * A line of an object: one record, as a member of Lambda's Kafka event.
 *
 * @param offset the record's offset
 * @param timestampMs its time
 * @param archivedAt when it was archived
 * @param json the line itself
 */
record ArchivedLine(long offset, long timestampMs, String archivedAt, String json) {
    /**
     * Reads an object, whole.
     *
     * @throws IOException if it cannot be read to its end, or a line is not what its name promises; the message says what
     */
    static List<ArchivedLine> read(ArchivedObject object) throws IOException {
        List<ArchivedLine> lines = new ArrayList<>();
        String text;
        try (var in = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(object.file())))) {
            text = new String(in.readAllBytes(), UTF_8);
        }
        for (String line : text.lines().toList()) {
            lines.add(read(object, line, lines.size() + 1));
        }
        if (lines.isEmpty() || lines.getFirst().offset() != object.firstOffset()) {
            throw new IOException("its first record is not that of its name");
        }
        return lines;
    }

    private static ArchivedLine read(ArchivedObject object, String line, int number) throws IOException {
        try {
            JsonObject record = Json.parse(line.getBytes(UTF_8)).asObject();
            var source = new Source(
                    record.member("topic").asString(),
                    Math.toIntExact(record.member("partition").asNumber().asLong()),
                    record.member("epoch").asString());
            if (!source.equals(object.source())) {
                throw new IOException("line " + number + " is of " + source);
            }
            return new ArchivedLine(
                    record.member("offset").asNumber().asLong(),
                    record.member("timestamp").asNumber().asLong(),
                    record.member("archivedAt").asString(),
                    line);
        } catch (JsonException | ArithmeticException e) {
            throw new IOException("line " + number + ": " + e.getMessage(), e);
        }
    }
}
