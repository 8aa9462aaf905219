package plainstream.faults;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many clients that begin and never end: others are served meanwhile, and the slow ones are cut off. */
@Tag("faults")
class SlowClientsIT {
    private static final int EACH = 150;
    private static final int IDLE = 1_000;
    /** The API's {@code sun.net.httpserver.maxReqTime} (15 s), and what its timer takes to come round. */
    private static final Duration CUT_OFF = Duration.ofSeconds(15 + 5);

    @Test
    void othersAreServedMeanwhile() throws IOException {
        var slow = new ArrayList<Connection>();
        var readers = new ArrayList<Connection>();
        var idle = new ArrayList<Connection>();
        try (var api = Api.start(SharedBroker.bootstrapServers(), Map.of());
                var probe = Probe.start(api.port())) {
            for (int i = 0; i < IDLE; i++) {
                idle.add(SlowClients.idle(api.port()));
            }
            for (int i = 0; i < EACH; i++) {
                slow.add(SlowClients.slowHeader(api.port()));
                slow.add(SlowClients.slowBody(api.port()));
                readers.add(SlowClients.slowReader(api.port()));
            }
            SlowClients.reset(api.port());
            long start = System.nanoTime();
            int ended = ended(slow, start + CUT_OFF.toNanos());
            long cutOff = System.nanoTime() - start;
            int idleServed = served(idle);
            close(readers);
            probe.end();
            long stop = Stops.stop(api);
            Promise.print(
                    "slow clients",
                    "%d of %d slow headers and bodies cut off after %s, %d slow readers, %,d of %,d idle connections still served; "
                            + "%,d others served meanwhile, %d not, longest %s, stopped in %s",
                    ended,
                    slow.size(),
                    Promise.seconds(cutOff),
                    readers.size(),
                    idleServed,
                    IDLE,
                    probe.served(),
                    probe.failed(),
                    Promise.seconds(probe.longestNanos()),
                    Promise.seconds(stop));
            assertAll(
                    () -> assertEquals(IDLE, idleServed),
                    () -> assertEquals(0, probe.failed()),
                    () -> assertEquals(slow.size(), ended),
                    () -> assertTrue(probe.longestNanos() < Probe.LIMIT_NANOS),
                    () -> Stops.assertImmediate(stop));
        } finally {
            close(slow);
            close(readers);
            close(idle);
        }
    }

    /** How many the server has closed by then. */
    private static int ended(List<Connection> connections, long deadlineNanos) throws IOException {
        int ended = 0;
        for (var connection : connections) {
            ended += connection.endsBefore(deadlineNanos) ? 1 : 0;
        }
        return ended;
    }

    private static int served(List<Connection> connections) {
        int served = 0;
        for (var connection : connections) {
            try {
                served += connection.send(Connection.get("/hello")).status() == 200 ? 1 : 0;
            } catch (IOException e) {
                // Counted by not being counted.
            }
        }
        return served;
    }

    private static void close(List<Connection> connections) throws IOException {
        for (var connection : connections) {
            connection.close();
        }
    }
}
