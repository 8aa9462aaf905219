package plainstream.consumer.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import plainstream.consumer.event.Archived;
import plainstream.consumer.event.KafkaRecord;
import plainstream.consumer.event.RecordHeader;
import plainstream.consumer.json.JsonWriter;

class LogsTest {
    @Test
    void writesOneObjectPerLineWhateverTheText() {
        LogRecord record = record(Level.INFO, "Hello,\n\"Paul\" {0}");
        record.setParameters(new Object[] {LogFields.of("topic", "events").with("offset", 7L)});
        assertEquals(
                "{\"time\":\"2026-11-21T03:17:32.000000Z\",\"level\":\"INFO\",\"logger\":\"l\",\"message\":\"Hello,\\n\\\"Paul\\\" {0}\","
                        + "\"topic\":\"events\",\"offset\":7}",
                text(Logs.format(record)));
    }

    @Test
    void fillsInWhatLibrariesPassAndWritesTheCause() {
        LogRecord record = record(Level.SEVERE, "no {0}");
        record.setParameters(new Object[] {"broker"});
        record.setThrown(new IllegalStateException("because"));
        String line = text(Logs.format(record));
        assertTrue(line.contains("\"level\":\"ERROR\"") && line.contains("\"message\":\"no broker\""), line);
        assertTrue(line.contains("\"cause\":\"java.lang.IllegalStateException: because\\n\\tat "), line);
    }

    /** A header that can be no trace is not written. */
    @Test
    void tellsWhereARecordStandsAndItsTrace() {
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        String place = "\"message\":\"m\",\"topic\":\"t\",\"partition\":3,\"offset\":7";
        assertTrue(where("ce_traceparent", trace).endsWith(place + ",\"traceparent\":\"" + trace + "\"}"));
        assertTrue(where("ce_traceparent", trace + "0").endsWith(place + "}"));
        assertTrue(where("traceparent", trace).endsWith(place + "}"));
    }

    private static String where(String header, String value) {
        byte[] none = {};
        List<RecordHeader> headers = List.of(new RecordHeader(header, value.getBytes(UTF_8)));
        LogRecord record = record(Level.INFO, "m");
        record.setParameters(
                new Object[] {new KafkaRecord("t", 3, 7, 0, "", false, none, false, none, headers, Archived.NOT).where()
                });
        return text(Logs.format(record));
    }

    @Test
    void writesMetricsAsCloudWatchReadsThem() {
        assertEquals(
                "{\"_aws\":{\"Timestamp\":5,\"CloudWatchMetrics\":[{\"Namespace\":\"Plainstream/Consumer\",\"Dimensions\":[[\"Function\"]],"
                        + "\"Metrics\":[{\"Name\":\"RecordsStored\",\"Unit\":\"Count\"},{\"Name\":\"LagMs\",\"Unit\":\"Milliseconds\"}]}]},"
                        + "\"Function\":\"events\",\"RecordsStored\":2,\"LagMs\":9}",
                text(new Metrics("events")
                        .with("RecordsStored", 2)
                        .with("LagMs", 9)
                        .line(5)));
    }

    private static LogRecord record(Level level, String message) {
        LogRecord record = new LogRecord(level, message);
        record.setInstant(Instant.parse("2026-11-21T03:17:32Z"));
        record.setLoggerName("l");
        return record;
    }

    private static String text(JsonWriter out) {
        return new String(out.toBytes(), UTF_8);
    }
}
