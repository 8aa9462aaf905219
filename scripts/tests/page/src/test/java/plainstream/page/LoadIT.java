package plainstream.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Ten thousand events while somebody looks: the page goes on, and does not grow. */
@ExtendWith(Running.class)
class LoadIT {
    private static final int EVENTS = 10_000;
    private static final int WRITERS = 16;
    private static final int LONGEST_FRAME_MS = 1_000;
    private static final int MOST_NODES = 6_000;
    private static final long MOST_GROWTH_BYTES = 20_000_000;

    private static final String WATCH_FRAMES = """
            window.frames_ = [];
            let last = performance.now();
            const next = now => { frames_.push(now - last); last = now; requestAnimationFrame(next); };
            requestAnimationFrame(next)""";

    @Test
    void staysAliveAndDoesNotGrow() throws Exception {
        var browser = Running.browser();
        browser.open(1280, 900, "light");
        browser.awaitText("#link", "live");
        browser.find("#speed input[value='1']").click();
        write(200);
        browser.awaitText("#recent", "done, ");
        long before = heap(browser);
        browser.script(WATCH_FRAMES);
        write(EVENTS);
        var frames = ((List<?>) browser.script("return frames_.slice().sort((a, b) => a - b)"))
                .stream().map(frame -> ((Number) frame).doubleValue()).toList();
        browser.await(
                "everything was processed", () -> browser.text("#mappings").contains("Enabled, OK"));
        browser.await(
                "the dots have come to their end", () -> browser.all(".dot").isEmpty());
        long after = heap(browser);
        System.out.printf(
                "%,d events: %d frames, median %.0f ms, p99 %.0f ms, longest %.0f ms; heap %,d → %,d bytes%n",
                EVENTS, frames.size(), at(frames, 0.5), at(frames, 0.99), frames.getLast(), before, after);
        assertTrue(frames.getLast() < LONGEST_FRAME_MS, "a frame took " + frames.getLast() + " ms");
        assertTrue(after - before < MOST_GROWTH_BYTES, "the heap grew by " + (after - before));
        long nodes = (long) browser.script("return document.querySelectorAll('*').length");
        assertTrue(nodes < MOST_NODES, nodes + " elements");
        browser.assertClean();
    }

    private static double at(List<Double> sorted, double part) {
        return sorted.get((int) ((sorted.size() - 1) * part));
    }

    private static long heap(Browser browser) {
        browser.cdp("HeapProfiler.collectGarbage");
        return ((Number) browser.cdp("Runtime.getHeapUsage").get("usedSize")).longValue();
    }

    private static void write(int events) throws InterruptedException {
        var left = new AtomicInteger(events);
        var good = new AtomicInteger();
        try (var client = HttpClient.newHttpClient();
                var writers = Executors.newFixedThreadPool(WRITERS)) {
            for (int i = 0; i < WRITERS; i++) {
                writers.submit(() -> {
                    while (left.getAndDecrement() > 0) {
                        var like = HttpRequest.newBuilder(Running.stack().url().resolve("/likes"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{\"movieId\":\"tt" + left.get() % 50 + "\"}"));
                        good.addAndGet(
                                client.send(like.build(), BodyHandlers.discarding())
                                                        .statusCode()
                                                == 202
                                        ? 1
                                        : 0);
                    }
                    return null;
                });
            }
        }
        assertEquals(events, good.get());
    }
}
