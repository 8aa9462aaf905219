package plainstream.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import plainstream.esm.host.Child;

/**
 * Asks a service until it says that it is ready.
 *
 * @param client asks
 * @param address answers 200 when the service is ready
 * @param stopping whether nobody waits for it any more
 */
record Readiness(HttpClient client, URI address, BooleanSupplier stopping) {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(50);

    /**
     * Returns when it is; a process that ends, or no such answer in 60 s, is an error with its last output. A stop is one too: whoever drains
     * waits until nobody asks any more.
     */
    void await(Child child) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!answers()) {
            if (stopping.getAsBoolean()) {
                throw new IllegalStateException(child.name() + " was stopped while it started");
            }
            if (!child.isAlive() || System.nanoTime() > end) {
                child.kill();
                throw new IllegalStateException(
                        child.name() + " does not answer at " + address + "; its last output:\n" + child.tail());
            }
        }
    }

    private boolean answers() {
        try {
            Thread.sleep(PAUSE);
            var request = HttpRequest.newBuilder(address).timeout(ANSWER_LIMIT).build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
