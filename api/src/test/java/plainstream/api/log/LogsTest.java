package plainstream.api.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LogsTest {
    @Test
    void writesOneObjectPerLine() {
        LogRecord record = record(Level.INFO, "hi\n\"there\"");
        record.setParameters(new Object[] {(LogFields) json -> json.member("path", "/\r\n{}")});
        assertEquals(
                "{\"time\":\"2026-11-21T03:17:32.123Z\",\"level\":\"INFO\",\"logger\":\"x\","
                        + "\"message\":\"hi\\n\\\"there\\\"\",\"path\":\"/\\r\\n{}\"}",
                Logs.format(record).toString());
    }

    @Test
    void fillsInTheParametersOfLibraries() {
        LogRecord record = record(Level.WARNING, "node {0} is {1}");
        record.setParameters(new Object[] {1, "away"});
        assertTrue(Logs.format(record)
                .toString()
                .contains("\"level\":\"WARNING\",\"logger\":\"x\",\"message\":\"node 1 is away\""));
    }

    @Test
    void writesTheCauseWithItsTrace() {
        LogRecord record = record(Level.SEVERE, "no");
        record.setThrown(new IllegalStateException("bad\u2028line"));
        String line = Logs.format(record).toString();
        assertTrue(line.contains("\"level\":\"ERROR\""), line);
        assertTrue(line.contains("\"cause\":\"java.lang.IllegalStateException: bad\\u2028line\\n\\tat "), line);
        assertFalse(line.contains("\n"));
    }

    private static LogRecord record(Level level, String message) {
        LogRecord record = new LogRecord(level, message);
        record.setLoggerName("x");
        record.setInstant(Instant.parse("2026-11-21T03:17:32.123456Z"));
        return record;
    }

    @Test
    void writesAllLinesInOrder() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LineBuffer lines = new LineBuffer(out);
        lines.start();
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            lines.add(LineBufferTest.line("line " + i));
            expected.append("line ").append(i).append('\n');
        }
        lines.flush();
        assertEquals(expected.toString(), out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void dropsLinesInsteadOfWaitingForTheReader() throws InterruptedException {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch reads = new CountDownLatch(1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LineBuffer lines = new LineBuffer(new OutputStream() {
            @Override
            public void write(int b) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                stuck.countDown();
                try {
                    reads.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                out.write(bytes, from, length);
            }
        });
        lines.start();
        lines.add(LineBufferTest.line("first"));
        stuck.await();
        String line = "x".repeat(1_000);
        for (int i = 0; i < 10_000; i++) {
            lines.add(LineBufferTest.line(line));
        }
        reads.countDown();
        lines.flush();
        lines.flush();
        String text = out.toString(StandardCharsets.UTF_8);
        assertTrue(text.startsWith("first\nxxx"));
        assertTrue(text.contains("log lines dropped"), "nothing was dropped, or nothing was said");
    }
}
