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
import plainstream.kit.Event;
import plainstream.kit.Waits;
import plainstream.local.broker.Broker;

/** A broker that is gone twice in a minute of steady writes costs waiting, and nothing that was answered with 2xx. */
@Tag("faults")
class BrokerKilledIT {
    private static final int CLIENTS = 16;
    private static final Duration PAUSE = Duration.ofMillis(15);
    private static final Duration UP = Duration.ofSeconds(11);
    private static final Duration AWAY = Duration.ofSeconds(8);
    private static final Duration RECOVERY = Duration.ofSeconds(10);

    private static final Duration DELIVERY_TIMEOUT = Duration.ofMillis(3_000);
    private static final Duration MAX_BLOCK = Duration.ofMillis(1_000);
    /** What the configured limits add up to, and a second for two busy cores. */
    private static final Duration LONGEST = DELIVERY_TIMEOUT.plus(MAX_BLOCK).plusSeconds(1);

    private static final long HEAP_GROWTH_BYTES = 8 << 20;
    private static final long RESIDENT_GROWTH_BYTES = 64 << 20;

    private record Outage(long fromNanos, long toNanos, long recoveryNanos) {}

    @Test
    void losesNothingAcknowledgedAndCountsNothingTwice() throws IOException {
        try (var broker = Broker.start(Checkout.folder("killed-broker"));
                var api = Api.start(broker.bootstrapServers(), settings());
                var pipeline = Pipeline.start(broker.bootstrapServers());
                var load = Load.start(api::port, CLIENTS, PAUSE)) {
            var outages = new ArrayList<Outage>();
            Waits.pause(UP);
            long heapBefore = Memory.liveHeap(api.pid());
            long residentBefore = Memory.resident(api.pid());
            for (int i = 0; i < 2; i++) {
                outages.add(outage(broker, load));
                Waits.pause(UP);
            }
            var ledger = load.stop();
            long heapGrowth = Memory.liveHeap(api.pid()) - heapBefore;
            long residentGrowth = Memory.resident(api.pid()) - residentBefore;
            var events = Topics.read(broker.bootstrapServers(), "events", "orders");
            checkWrites(ledger, outages, events);
            checkMemory(heapGrowth, residentGrowth);
            pipeline.awaitDrained();
            Effects.check("effects after both kills", events, pipeline);
            assertTrue(api.isAlive());
        }
    }

    private static Map<String, String> settings() {
        return Map.of(
                "KAFKA_DELIVERY_TIMEOUT_MS", String.valueOf(DELIVERY_TIMEOUT.toMillis()),
                "KAFKA_MAX_BLOCK_MS", String.valueOf(MAX_BLOCK.toMillis()));
    }

    private static Outage outage(Broker broker, Load load) {
        broker.kill();
        long from = System.nanoTime();
        Waits.pause(AWAY);
        long to = System.nanoTime();
        broker.restart();
        long back = System.nanoTime();
        long recovery = Waits.until(
                "an accepted write after the broker's return",
                RECOVERY,
                () -> !load.ledger().acceptedWithin(back, Long.MAX_VALUE).isEmpty());
        return new Outage(from, to, recovery);
    }

    private static void checkWrites(Ledger ledger, List<Outage> outages, List<Event> events) {
        var kept = Kept.of(ledger, events);
        int accepted = ledger.accepted().size();
        var refused = ledger.with(503);
        var meanwhile = outages.stream()
                .flatMap(outage -> ledger.acceptedWithin(outage.fromNanos(), outage.toNanos()).stream())
                .toList();
        Promise.print(
                "broker killed twice",
                "%,d accepted, %,d stored, %d stored twice, %d accepted while it was away, %,d times 503, longest %s "
                        + "(limit %s), accepted again %s after its return",
                accepted,
                accepted - kept.lost().size(),
                kept.doubled(),
                meanwhile.size(),
                refused.size(),
                Promise.seconds(Ledger.longest(refused)),
                Promise.seconds(LONGEST.toNanos()),
                Promise.seconds(
                        outages.stream().mapToLong(Outage::recoveryNanos).max().orElseThrow()));
        assertAll(
                () -> assertEquals(List.of(), kept.lost()),
                () -> assertEquals(0, kept.doubled()),
                () -> assertEquals(List.of(), meanwhile),
                () -> assertEquals(List.of(), ledger.others()),
                () -> assertTrue(!refused.isEmpty(), "the kills hit nothing"),
                () -> assertTrue(Ledger.longest(refused) < LONGEST.toNanos()));
    }

    private static void checkMemory(long heapGrowth, long residentGrowth) {
        Promise.print(
                "memory of the API through both kills",
                "live heap %+,d kB (limit %,d), resident %+,d kB (limit %,d)",
                heapGrowth / 1_024,
                HEAP_GROWTH_BYTES / 1_024,
                residentGrowth / 1_024,
                RESIDENT_GROWTH_BYTES / 1_024);
        assertTrue(heapGrowth < HEAP_GROWTH_BYTES);
        assertTrue(residentGrowth < RESIDENT_GROWTH_BYTES);
    }
}
