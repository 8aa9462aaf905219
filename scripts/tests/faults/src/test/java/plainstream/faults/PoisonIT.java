package plainstream.faults;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import plainstream.consumer.json.JsonObject;
import plainstream.esm.FunctionError;
import plainstream.faults.DatabaseProxy.Fault;
import plainstream.kit.Event;
import plainstream.kit.Made;
import plainstream.local.database.DynamoDb;

/** A bad record harms itself only: it is kept, whole, with its reason, and the others take effect. */
@Tag("faults")
class PoisonIT {
    private static final int KEPT_BYTES = 300_000;
    /** Beyond these, and with a key too long for an item, what is kept is cut, and marked so. */
    private static final int KEPT_HEADERS = 100;

    private static DynamoDb database;
    private static DatabaseProxy proxy;
    private static Tables tables;
    private static EventsFunction function;
    private static EventsFunction partial;

    @BeforeAll
    static void start() throws Exception {
        database = DynamoDb.start();
        proxy = DatabaseProxy.start(database.endpoint());
        tables = new Tables(database.endpoint());
        function = EventsFunction.start(proxy.endpoint(), false);
        partial = EventsFunction.start(proxy.endpoint(), true);
    }

    @AfterAll
    static void stop() {
        partial.close();
        function.close();
        proxy.close();
        database.close();
    }

    @BeforeEach
    void makeTables() {
        proxy.plan((operation, body) -> Fault.NONE);
        Schema.recreate(tables);
    }

    @Test
    void everyKindBetweenGoodOnes() throws Exception {
        var bad = new ArrayList<Event>();
        var batch = new ArrayList<Event>();
        for (int partition = 0; partition < 2; partition++) {
            for (var kind : Poison.values()) {
                bad.add(kind.event().at(partition, batch.size()));
                batch.add(bad.getLast());
                batch.add(Made.like("tt1", "good").at(partition, batch.size()));
            }
            // Bad at the end as at the start.
            bad.add(Poison.NOT_JSON.event().at(partition, batch.size()));
            batch.add(bad.getLast());
        }
        batch.add(tombstone().at(2, 0));
        batch.add(Made.plain("hello").at(2, 1));
        var failed = deliver(batch);
        var found = Expected.in(tables);
        int good = 2 * Poison.values().length;
        var letters = tables.scan("dead_letters");
        long whole = bad.stream().filter(event -> isKeptWhole(event, letters)).count();
        Promise.print(
                "poison between good records",
                "%d kinds, %d bad records, %d kept whole with a reason, %d of %d good ones stored, %d batches failed",
                Poison.values().length,
                bad.size(),
                whole,
                found.totalLikes(),
                good,
                failed);
        assertAll(
                () -> assertEquals(Expected.of(bad, event -> true).dead(), found.dead()),
                () -> assertEquals(bad.size(), whole),
                () -> assertEquals(Map.of("tt1", (long) good), found.likes()),
                () -> assertEquals(0, failed));
    }

    @Test
    void batchOfNothingElse() throws Exception {
        var bad = Poison.all(0, 0);
        int failed = deliver(bad) + deliver(bad);
        var found = Expected.in(tables);
        Promise.print(
                "batch of poison only, delivered twice",
                "%d bad records, %d kept, %d batches failed",
                bad.size(),
                found.dead().size(),
                failed);
        assertEquals(Expected.of(bad, event -> true).dead(), found.dead());
        assertEquals(0, failed);
    }

    @Test
    void deadLetterThatCannotBeWrittenComesAgain() throws Exception {
        var batch = List.of(
                Made.like("tt1", "a").at(0, 0),
                Poison.NOT_JSON.event().at(0, 1),
                Made.like("tt1", "b").at(0, 2),
                Made.like("tt2", "c").at(1, 7));
        proxy.plan((operation, body) -> body.contains("dead_letters") ? Fault.SERVER_ERROR : Fault.NONE);
        assertThrows(FunctionError.class, () -> function.invoke(batch));
        var lowest = partial.invoke(batch);
        int keptBefore = Expected.in(tables).dead().size();
        proxy.plan((operation, body) -> Fault.NONE);
        int failed = deliver(batch);
        var found = Expected.in(tables);
        Promise.print(
                "dead letter that cannot be written",
                "%d kept while it failed, batch refused, partial answer from offset %s on; then %d kept, likes %s, %d failed",
                keptBefore,
                lowest,
                found.dead().size(),
                found.likes(),
                failed);
        assertAll(
                () -> assertEquals(Map.of("events-0", 1L), lowest),
                () -> assertEquals(0, keptBefore),
                () -> assertEquals(Map.of("tt1", 2L, "tt2", 1L), found.likes()),
                () -> assertEquals(1, found.dead().size()),
                () -> assertEquals(0, failed));
    }

    /** Through both ways of answering; gives how many invocations failed. */
    private static int deliver(List<Event> batch) throws FunctionError {
        function.invoke(batch);
        return partial.invoke(batch).size();
    }

    private static Event tombstone() {
        return Made.like("tt1", "tombstone").withValue(null);
    }

    private static boolean isKeptWhole(Event event, List<JsonObject> letters) {
        var source = "0#" + event.topic() + "#" + event.partition();
        return letters.stream()
                .filter(item -> Tables.text(item, "source").equals(source)
                        && Tables.text(item, "offset").equals(String.valueOf(event.offset())))
                .anyMatch(item -> isWhole(event, item));
    }

    private static boolean isWhole(Event event, JsonObject item) {
        boolean small = event.headers().size() < KEPT_HEADERS;
        var headers = item.member("headers").asObject().member("L").asArray();
        return !Tables.text(item, "reason").isEmpty()
                && isKept(event.value(), KEPT_BYTES, item, "value")
                && (!small || headers.elements().size() == event.headers().size())
                && (!small || isKept(event.key(), Integer.MAX_VALUE, item, "key"));
    }

    private static boolean isKept(byte[] bytes, int most, JsonObject item, String attribute) {
        boolean cut = bytes.length > most;
        var kept = Base64.getDecoder().decode(Tables.text(item, attribute));
        return cut == item.find(attribute + "Truncated").isPresent()
                && Arrays.equals(cut ? Arrays.copyOf(bytes, most) : bytes, kept);
    }
}
