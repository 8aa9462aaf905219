package plainstream.api.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import plainstream.api.json.Json;

/** What reaches standard output, in how many writes, and what a reader that is too slow is told. */
class LineBufferTest {
    private static final long GATHER_NANOS = 3_000_000;

    @Test
    void gathersLinesForAMomentBeforeItWritesThem() throws Exception {
        var writes = new AtomicInteger();
        var lines = new LineBuffer(new OutputStream() {
            @Override
            public void write(int b) {
                throw new AssertionError("bytes come in blocks");
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                writes.incrementAndGet();
            }
        });
        lines.start();
        long started = System.nanoTime();
        for (int i = 0; i < 200; i++) {
            lines.add(line("line"));
            Thread.sleep(0, 200_000);
        }
        long mostWrites = (System.nanoTime() - started) / GATHER_NANOS + 2;
        assertTrue(writes.get() <= mostWrites, writes + " writes where " + mostWrites + " would do");
    }

    static Json line(String text) {
        return new Json(16).literal(text);
    }

    @Test
    void dropsWhatTheReaderIsTooSlowForAndTellsHowMuch() throws Exception {
        var stalled = new CountDownLatch(1);
        var reads = new CountDownLatch(1);
        var read = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] bytes, int offset, int length) {
                stalled.countDown();
                try {
                    reads.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                super.write(bytes, offset, length);
            }
        };
        var lines = new LineBuffer(read);
        lines.add(line("first"));
        Thread flushing = Thread.startVirtualThread(lines::flush);
        stalled.await();
        String megabyte = "x".repeat(1 << 20);
        for (int i = 0; i < 6; i++) {
            lines.add(line(megabyte));
        }
        reads.countDown();
        flushing.join();
        lines.flush();
        String text = read.toString(StandardCharsets.UTF_8);
        assertTrue(text.startsWith("first\n"), "what was being written when the reader stalled");
        long kept = text.lines().filter(megabyte::equals).count();
        long dropped = 6 - kept;
        assertTrue(dropped > 0 && kept > 0);
        assertEquals(
                1,
                text.lines()
                        .filter(line -> line.endsWith("\"lines\":" + dropped + "}"))
                        .count(),
                "the number is told");
    }
}
