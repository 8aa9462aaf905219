package plainstream.faults;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import plainstream.esm.FunctionError;
import plainstream.faults.DatabaseProxy.Fault;
import plainstream.kit.Event;
import plainstream.kit.Made;
import plainstream.local.database.DynamoDb;

/** Ten thousand timestamps of one second of one day, before a database that gives each key its thousand units. */
@Tag("faults")
class HotKeyIT {
    private static final int TIMESTAMPS = 10_000;
    private static final int BATCH = 1_000;

    private record Second(int stored, int throttled, int keys) {}

    @Test
    void passesWithSixteenShardsAndNotWithOne() throws Exception {
        var one = second(1);
        var sixteen = second(16);
        Promise.print(
                "10,000 timestamps in a second of one day, each key taking 1,000",
                "1 shard: %,d stored, %,d calls throttled; 16 shards: %,d stored over %d keys, %,d calls throttled",
                one.stored,
                one.throttled,
                sixteen.stored,
                sixteen.keys,
                sixteen.throttled);
        assertAll(
                () -> assertEquals(new Second(TIMESTAMPS, 0, 16), sixteen),
                () -> assertEquals(KeyUnits.A_SECOND, one.stored),
                () -> assertTrue(one.throttled > 0, "nothing was throttled"));
    }

    private static Second second(int shards) throws Exception {
        try (var database = DynamoDb.start();
                var proxy = DatabaseProxy.start(database.endpoint())) {
            var tables = new Tables(database.endpoint());
            Schema.create(tables);
            var units = new KeyUnits();
            proxy.plan(units);
            Map<String, String> environment = new HashMap<>(EventsFunction.environment(proxy.endpoint(), false));
            environment.put("TIMESTAMP_SHARDS", String.valueOf(shards));
            try (var function = EventsFunction.start(environment)) {
                for (int from = 0; from < TIMESTAMPS && deliver(function, from); from += BATCH) {}
            }
            return new Second(tables.scan("timestamps").size(), proxy.count(Fault.THROTTLED), units.keys());
        }
    }

    /** Without further batches after one that failed: it would only come again. */
    private static boolean deliver(EventsFunction function, int from) {
        List<Event> batch = new ArrayList<>();
        for (int i = from; i < from + BATCH; i++) {
            batch.add(Made.timestamp("id-" + i).at(0, i));
        }
        try {
            function.invoke(batch);
            return true;
        } catch (FunctionError e) {
            return false;
        }
    }
}
