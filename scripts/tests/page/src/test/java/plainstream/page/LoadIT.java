package plainstream.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Ten thousand events, hundreds a second, while somebody looks: the page keeps its frames, and does not grow. */
@ExtendWith(Running.class)
class LoadIT {
    private static final int EVENTS = 10_000;
    private static final int WRITERS = 16;
    /** At full speed the stack alone takes both cores of a small machine, and no page would get a frame. */
    private static final int EVENTS_PER_S = 500;

    /** Of the time that passes, what the page may keep its thread busy: the rest is there for frames and clicks. */
    private static final double MOST_BUSY = 0.5;

    /** Of its thread's processor time, on average: holds on a busy machine too. */
    private static final double MOST_WORK_MS_PER_FRAME = 50;

    /** Broker, database, functions and browser share the machine: seen at a load of 32 on two cores were 67 and 967 ms. */
    private static final double MOST_MEDIAN_MS = 100;

    private static final double MOST_MS = 2_000;

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
        // Its own processor time, not the time that others take from it.
        browser.cdp("Performance.enable", "timeDomain", "threadTicks");
        long before = heap(browser);
        browser.script(WATCH_FRAMES);
        double busyS = metric(browser, "TaskDuration");
        long startNs = System.nanoTime();
        write(EVENTS);
        double workS = metric(browser, "TaskDuration") - busyS;
        double share = workS / ((System.nanoTime() - startNs) / 1e9);
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        var frames = ((List<?>) browser.script("return frames_.slice().sort((a, b) => a - b)"))
                .stream().map(frame -> ((Number) frame).doubleValue()).toList();
        browser.await(
                "everything was processed", () -> browser.text("#mappings").contains("Enabled, OK"));
        browser.await(
                "the dots have come to their end", () -> browser.all(".dot").isEmpty());
        long growth = heap(browser) - before;
        System.out.printf(
                "%,d events: thread busy %.0f %%; %d frames of %.1f ms work, median %.0f ms, p99 %.0f ms, longest %.0f ms; "
                        + "heap grew by %,d bytes; load %.1f%n",
                EVENTS,
                100 * share,
                frames.size(),
                1000 * workS / frames.size(),
                at(frames, 0.5),
                at(frames, 0.99),
                at(frames, 1),
                growth,
                load);
        assertTrue(share > 0 && share < MOST_BUSY, "the page's thread was busy for " + share + " of the time");
        assertTrue(
                workS * 1000 <= MOST_WORK_MS_PER_FRAME * frames.size(), workS + " s for " + frames.size() + " frames");
        assertFrames(frames);
        assertTrue(growth < MOST_GROWTH_BYTES, "the heap grew by " + growth);
        long nodes = (long) browser.script("return document.querySelectorAll('*').length");
        assertTrue(nodes < MOST_NODES, nodes + " elements");
        browser.assertClean();
    }

    private static void assertFrames(List<Double> frames) {
        assertTrue(at(frames, 0.5) <= MOST_MEDIAN_MS, "half of the frames took more than " + at(frames, 0.5) + " ms");
        assertTrue(at(frames, 1) <= MOST_MS, "a frame took " + at(frames, 1) + " ms");
    }

    private static double metric(Browser browser, String name) {
        return ((List<?>) browser.cdp("Performance.getMetrics").get("metrics"))
                .stream()
                        .map(metric -> (Map<?, ?>) metric)
                        .filter(metric -> metric.get("name").equals(name))
                        .mapToDouble(metric -> ((Number) metric.get("value")).doubleValue())
                        .findFirst()
                        .orElseThrow();
    }

    private static double at(List<Double> sorted, double part) {
        return sorted.get((int) ((sorted.size() - 1) * part));
    }

    private static long heap(Browser browser) {
        browser.cdp("HeapProfiler.collectGarbage");
        return ((Number) browser.cdp("Runtime.getHeapUsage").get("usedSize")).longValue();
    }

    private static void write(int events) throws InterruptedException {
        long startNs = System.nanoTime();
        var left = new AtomicInteger(events);
        var good = new AtomicInteger();
        try (var client = HttpClient.newHttpClient();
                var writers = Executors.newFixedThreadPool(WRITERS)) {
            for (int i = 0; i < WRITERS; i++) {
                writers.submit(() -> {
                    for (int n; (n = left.getAndDecrement()) > 0; ) {
                        long dueNs = startNs + (events - n) * 1_000_000_000L / EVENTS_PER_S;
                        TimeUnit.NANOSECONDS.sleep(dueNs - System.nanoTime());
                        var like = HttpRequest.newBuilder(Running.stack().url().resolve("/likes"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{\"movieId\":\"tt" + n % 50 + "\"}"));
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
