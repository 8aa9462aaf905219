package plainstream.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plainstream.faults.DatabaseProxy.Fault;
import plainstream.kit.Waits;
import plainstream.local.database.DynamoDb;

/** Three pollers at once deliver everything several times, killed and cut off from the database: each effect happens once. */
@Tag("faults")
class ConsumerIT {
    private static final int RECORDS = Integer.getInteger("faults.records", 10_000);
    private static final int POLLERS = 3;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void effectsAreExact(boolean partialBatchResponse) throws Exception {
        var partitions = Workload.of(RECORDS, Seed.random("workload"));
        var truth =
                Expected.of(partitions.values().stream().flatMap(List::stream).toList(), Workload::isBad);
        try (var database = DynamoDb.start();
                var proxy = DatabaseProxy.start(database.endpoint())) {
            var tables = new Tables(database.endpoint());
            Schema.create(tables);
            proxy.plan(new Storms(Seed.random("storms")));
            var pollers = new ArrayList<Chaos>();
            var functions = new ArrayList<EventsFunction>();
            for (int i = 0; i < POLLERS; i++) {
                functions.add(EventsFunction.start(proxy.endpoint(), partialBatchResponse));
                pollers.add(new Chaos(functions.getLast(), partitions, Seed.random("poller" + i)));
            }
            runAll(pollers);
            functions.forEach(EventsFunction::close);
            // Requests that were held back arrive even now.
            Waits.pause(DatabaseProxy.LATE);
            var found = Expected.in(tables);
            print(partialBatchResponse, truth, found, pollers, proxy);
            assertEquals(truth, found);
            assertTrue(proxy.count(Fault.ANSWER_LOST) > 0, "no answer was lost");
            assertTrue(sum(pollers, Chaos::kills) > 0, "no function was killed");
            assertTrue(sum(pollers, Chaos::failures) > sum(pollers, Chaos::kills), "no batch failed by itself");
        }
    }

    private static void runAll(List<Chaos> pollers) throws InterruptedException, ExecutionException {
        try (var threads = Executors.newFixedThreadPool(pollers.size())) {
            for (Future<?> poller : pollers.stream().map(threads::submit).toList()) {
                poller.get();
            }
        }
    }

    private static void print(
            boolean partial, Expected truth, Expected found, List<Chaos> pollers, DatabaseProxy proxy) {
        Promise.print(
                "three consumers at once, partial batch responses " + (partial ? "on" : "off"),
                "%,d records delivered %.1f times in %,d invocations, %d killed, %d failed, %,d database requests spoiled: "
                        + "%,d of %,d likes, %d counted twice, %,d of %,d timestamps, %,d of %,d orders, %,d of %,d dead letters",
                RECORDS,
                sum(pollers, Chaos::delivered) / (double) RECORDS,
                sum(pollers, Chaos::invocations),
                sum(pollers, Chaos::kills),
                sum(pollers, Chaos::failures),
                proxy.faults(),
                found.totalLikes(),
                truth.totalLikes(),
                found.countedTooOften(truth),
                found.timestamps().size(),
                truth.timestamps().size(),
                found.orders().size(),
                truth.orders().size(),
                found.dead().size(),
                truth.dead().size());
    }

    private static int sum(List<Chaos> pollers, ToIntFunction<Chaos> figure) {
        return pollers.stream().mapToInt(figure).sum();
    }
}
