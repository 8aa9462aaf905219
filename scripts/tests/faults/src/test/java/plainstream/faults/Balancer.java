package plainstream.faults;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import plainstream.kit.ApiProcess;
import plainstream.kit.Waits;

/** Sends each request to the next instance whose last readiness check was good, as the load balancer's health checks do. */
final class Balancer implements AutoCloseable {
    /** Sooner than the load balancer's, in the proportion in which these tests are shorter than a deployment. */
    static final Duration CHECK_PERIOD = Duration.ofMillis(250);

    private final AtomicInteger turn = new AtomicInteger();
    private final List<ApiProcess> instances;
    private volatile List<ApiProcess> ready;
    private volatile boolean stopped;

    private Balancer(List<ApiProcess> instances) {
        this.instances = instances;
        this.ready = instances;
        Thread.startVirtualThread(this::check);
    }

    static Balancer over(ApiProcess... instances) {
        return new Balancer(List.of(instances));
    }

    int nextPort() {
        var candidates = ready;
        return candidates
                .get(Math.floorMod(turn.getAndIncrement(), candidates.size()))
                .port();
    }

    private void check() {
        while (!stopped) {
            var good = instances.stream()
                    .filter(instance -> instance.answers("/readiness"))
                    .toList();
            // With none ready a load balancer asks them all.
            ready = good.isEmpty() ? instances : good;
            Waits.pause(CHECK_PERIOD);
        }
    }

    @Override
    public void close() {
        stopped = true;
    }
}
