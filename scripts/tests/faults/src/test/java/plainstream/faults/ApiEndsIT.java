package plainstream.faults;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import plainstream.kit.ApiProcess;
import plainstream.kit.Waits;

/** An API that ends, of a sudden or in order, loses nothing that it has answered for. */
@Tag("faults")
class ApiEndsIT {
    private static final int CLIENTS = 16;
    private static final Duration PAUSE = Duration.ofMillis(5);
    private static final Duration A_WHILE = Duration.ofSeconds(4);
    private static final Duration GRACE = Duration.ofSeconds(8);
    /** Several of the balancer's checks, as a deployment's delay spans several of the load balancer's. */
    private static final Duration DRAIN_DELAY = Balancer.CHECK_PERIOD.multipliedBy(6);

    private static final Map<String, String> SETTINGS = Map.of(
            "SHUTDOWN_GRACE_MS", String.valueOf(GRACE.toMillis()),
            "DRAIN_DELAY_MS", String.valueOf(DRAIN_DELAY.toMillis()));

    @Test
    void killedUnderLoadLosesNothingAcknowledged() {
        var current = new AtomicReference<>(api());
        try (var load = Load.start(() -> current.get().port(), CLIENTS, PAUSE)) {
            for (int kills = 0; kills < 3; kills++) {
                Waits.pause(A_WHILE);
                current.get().kill();
                current.set(api());
            }
            Waits.pause(A_WHILE);
            var ledger = load.stop();
            var kept = Kept.of(ledger, Topics.read(SharedBroker.bootstrapServers(), "events", "orders"));
            int accepted = ledger.accepted().size();
            Promise.print(
                    "API killed three times",
                    "%,d accepted, %,d stored, %d lost, %d stored twice, %d unanswered",
                    accepted,
                    accepted - kept.lost().size(),
                    kept.lost().size(),
                    kept.doubled(),
                    ledger.unanswered().size());
            assertAll(
                    () -> assertEquals(List.of(), kept.lost()),
                    () -> assertEquals(0, kept.doubled()),
                    () -> assertTrue(!ledger.unanswered().isEmpty(), "the kills hit nothing"));
        } finally {
            current.get().close();
        }
    }

    @Test
    void stoppedBehindASecondInstanceFailsNoRequest() throws IOException {
        var held = new ArrayList<Connection>();
        try (var first = api();
                var second = api();
                var balancer = Balancer.over(first, second);
                var load = Load.start(balancer::nextPort, CLIENTS, PAUSE)) {
            Waits.pause(A_WHILE);
            SlowClients.hold(first.port(), held);
            SlowClients.reset(first.port());
            long start = System.nanoTime();
            first.terminate();
            int code = first.exitCode(Stops.LIMIT);
            long took = System.nanoTime() - start;
            Waits.pause(A_WHILE);
            var ledger = load.stop();
            var failed = new ArrayList<>(ledger.others());
            failed.addAll(ledger.with(503));
            var kept = Kept.of(ledger, Topics.read(SharedBroker.bootstrapServers(), "events", "orders"));
            Promise.print(
                    "API stopped behind a second instance",
                    "%,d requests, %d failed, %d lost, exit code %d after %s (grace %s, %d slow clients connected)",
                    ledger.size(),
                    failed.size(),
                    kept.lost().size(),
                    code,
                    Promise.seconds(took),
                    Promise.seconds(GRACE.toNanos()),
                    held.size());
            assertAll(
                    () -> assertEquals(List.of(), failed),
                    () -> assertEquals(List.of(), kept.lost()),
                    () -> assertEquals(0, code, first::output),
                    () -> assertTrue(took < GRACE.toNanos()));
        } finally {
            for (var connection : held) {
                connection.close();
            }
        }
    }

    private static ApiProcess api() {
        return Api.start(SharedBroker.bootstrapServers(), SETTINGS);
    }
}
