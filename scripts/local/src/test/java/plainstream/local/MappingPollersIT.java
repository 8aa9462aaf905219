package plainstream.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import plainstream.esm.MappingSettings;
import plainstream.esm.Pollers;
import plainstream.kit.Topic;

/** How many pollers and invocations of a mapping there are side by side, and how fast they read. */
class MappingPollersIT extends MappingOnABroker {
    @Test
    void twoPollersShareTheWorkAndLoseNothingInARebalance() throws Exception {
        topic.send(0, numbered("a", 100));
        topic.send(1, numbered("b", 100));
        function = event -> {
            sleep(20);
            return new byte[0];
        };
        try (var _ = mapping("g", new MappingSettings.Start.TrimHorizon(), 5)) {
            await(() -> values().size() > 20);
            try (var _ = mapping("g", new MappingSettings.Start.TrimHorizon(), 5)) {
                await(() -> values().size() > 80);
            }
            await(() -> topic.committed("g" + topic.name(), 0) == 100 && topic.committed("g" + topic.name(), 1) == 100);
        }
        assertEquals(List.of(numbered("a", 100)), values("a"));
        assertEquals(List.of(numbered("b", 100)), values("b"));
    }

    @Test
    void hasFiveInvocationsSideBySideAndOneOfAPartition() throws Exception {
        topic = Topic.create(broker.bootstrapServers(), "seven-" + topic.name(), 7);
        for (int partition = 0; partition < 7; partition++) {
            topic.send(partition, numbered(partition + "-", 4));
        }
        var gate = new CountDownLatch(1);
        var busy = ConcurrentHashMap.<String>newKeySet();
        var most = new AtomicInteger();
        function = event -> {
            var mine =
                    values(event).stream().map(value -> value.substring(0, 1)).collect(Collectors.toSet());
            assertTrue(mine.stream().allMatch(busy::add), "two batches of a partition at once: " + mine);
            most.accumulateAndGet(busy.size(), Math::max);
            await(gate);
            busy.removeAll(mine);
            return new byte[0];
        };
        try (var _ = mapping("g", new MappingSettings.Start.TrimHorizon(), 1)) {
            await(() -> busy.size() == Pollers.INVOCATIONS);
            sleep(300);
            gate.countDown();
            await(() -> topic.committed("g" + topic.name(), 6) == 4 && values().size() == 28);
        }
        assertEquals(Pollers.INVOCATIONS, most.get(), log::toString);
        assertEquals(List.of(numbered("3-", 4)), values("3-"));
    }

    @Test
    void growsWithTheLagUpToThePartitionsAndShrinksAgain() throws Exception {
        topic = Topic.create(broker.bootstrapServers(), "three-" + topic.name(), 3);
        pollers = new Pollers(1, 9, Long.MAX_VALUE, Duration.ofMillis(300));
        for (int partition = 0; partition < 3; partition++) {
            topic.send(partition, numbered(partition + "-", 100));
        }
        function = event -> {
            sleep(50);
            return new byte[0];
        };
        try (var _ = mapping("g", new MappingSettings.Start.TrimHorizon(), 1)) {
            await(() -> members() == 3);
            await(() -> values().size() == 300 && members() == 1);
        }
        assertTrue(log.stream().anyMatch(line -> line.contains(": 2 pollers for 3 partitions")), log::toString);
        assertTrue(log.stream().noneMatch(line -> line.contains(": 4 pollers")), log::toString);
        for (int partition = 0; partition < 3; partition++) {
            assertEquals(List.of(numbered(partition + "-", 100)), values(partition + "-"));
        }
    }

    @Test
    void startsMinimumPollersAtOnceButNoMoreThanPartitions() throws Exception {
        pollers = Pollers.provisioned(3, 5);
        try (var _ = mapping("g", new MappingSettings.Start.TrimHorizon(), 100)) {
            await(() -> members() == 2);
            sleep(500);
            assertEquals(2, members());
        }
    }

    @Test
    void readsNoMoreThanThePollersThroughput() throws Exception {
        pollers = new Pollers(1, 1, 50_000, Duration.ofMinutes(1));
        String kilobytes = "x".repeat(10_000);
        topic.send(0, Collections.nCopies(6, kilobytes).toArray(String[]::new));
        try (var _ = mapping("g", new MappingSettings.Start.TrimHorizon(), 1)) {
            await(() -> !calls.isEmpty());
            long startNs = System.nanoTime();
            await(() -> calls.size() == 6);
            // Each costs a fifth of a second; the first one was free.
            assertTrue(System.nanoTime() - startNs > 800_000_000, "50 kB in less than a second");
        }
    }

    private int members() throws Exception {
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()))) {
            String group = "g" + topic.name();
            return admin.describeConsumerGroups(List.of(group))
                    .all()
                    .get()
                    .get(group)
                    .members()
                    .size();
        } catch (ExecutionException e) {
            return 0;
        }
    }

    private static void await(CountDownLatch gate) {
        try {
            gate.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
