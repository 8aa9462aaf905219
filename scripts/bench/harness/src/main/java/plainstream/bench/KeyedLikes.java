package plainstream.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import plainstream.kit.Event;
import plainstream.kit.Made;
import plainstream.local.database.DynamoDb;

/**
 * Likes of one movie, each with a client's key: one transaction for each, as it once was, beside 99 to a transaction; both by a bare
 * program, which is the limit that DynamoDB Local sets, and by the function.
 */
final class KeyedLikes implements Part.Work {
    private static final List<Integer> DISTANCES_MS = List.of(0, 5, 10);
    private static final int KEYS = 99;
    private static final int SINGLES = 100;
    private static final int BATCHES = 5;
    private static final int BATCH = 100;
    private static final int WARM_UPS = 4;
    private static final String ONCE = "a transaction each: bare program";

    private final AtomicLong offset = new AtomicLong();

    @Override
    public void run(Lab lab) throws Exception {
        var rows = new ArrayList<List<String>>();
        try (var dynamoDb = DynamoDb.start()) {
            new DynamoTables(dynamoDb.endpoint()).create(lab.product().root());
            for (int ms : DISTANCES_MS) {
                try (var distance = Distance.of(dynamoDb.endpoint(), Duration.ofMillis(ms))) {
                    measure(lab, distance, ms, rows);
                }
            }
        }
        lab.report()
                .add(new Report.Table(
                        "Keyed likes of one movie",
                        "Likes a second in batches of 100, against DynamoDB Local so many milliseconds away (AWS: 5 to 10 for a transaction). "
                                + "Of a like: 4 write units before, 2.02 since; one call before, 0.02 since in batches of 100 and 0.0101 in larger ones.",
                        List.of("away", "", "likes/s", "× bare program with a transaction each"),
                        rows));
    }

    private void measure(Lab lab, Distance distance, int ms, List<List<String>> rows) {
        var environment = Map.of(
                "AWS_ENDPOINT_URL_DYNAMODB", distance.endpoint().toString(), "TABLE_PREFIX", DynamoTables.PREFIX);
        var spec = new Function.Spec(
                "events-" + ms, lab.product().functionLib() + "/*", "plainstream.consumer.EventsHandler", environment);
        try (var function = Function.start(lab, spec)) {
            function.awaitReady();
            var tables = new DynamoTables(distance.endpoint());
            var turns = List.of(
                    new Rounds.Turn<>(ONCE, () -> bare(tables, SINGLES, 1)),
                    new Rounds.Turn<>("99 to a transaction: bare program", () -> bare(tables, BATCHES, KEYS)),
                    new Rounds.Turn<>("a transaction each: function, batches of 1", () -> invoke(function, SINGLES, 1)),
                    new Rounds.Turn<>(
                            "99 to a transaction: function, batches of 100", () -> invoke(function, BATCHES, BATCH)));
            for (int i = 0; i < WARM_UPS; i++) {
                turns.forEach(turn -> turn.measure().get());
            }
            var rounds = Rounds.take(lab.effort().rounds(), turns, lab.progress(), "%,8.0f likes/s"::formatted);
            for (var turn : turns) {
                rows.add(List.of(
                        ms + " ms",
                        turn.name(),
                        rounds.stat(turn.name(), rate -> rate).text(0),
                        rounds.ratio(turn.name(), ONCE, rate -> rate).text(1)));
            }
        }
    }

    private double invoke(Function function, int batches, int size) {
        var events = LongStream.range(0, batches)
                .mapToObj(i -> Batches.event(KeyedLikes::like, offset.getAndAdd(size), size))
                .toList();
        long start = System.nanoTime();
        events.forEach(function::invoke);
        return batches * size / ((System.nanoTime() - start) / 1e9);
    }

    private static Event like(long offset) {
        return Made.like("tt-function", "key-" + offset).keyed().at(1, offset);
    }

    /** Sends what the function sends, and does nothing else. */
    private double bare(DynamoTables tables, int transactions, int keys) {
        var bodies = LongStream.range(0, transactions)
                .mapToObj(i -> transaction(offset.getAndAdd(keys), keys))
                .toList();
        long start = System.nanoTime();
        for (String body : bodies) {
            try {
                tables.call("TransactWriteItems", body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return transactions * keys / ((System.nanoTime() - start) / 1e9);
    }

    private static String transaction(long first, int keys) {
        String claims = LongStream.range(first, first + keys)
                .mapToObj(KeyedLikes::claim)
                .collect(Collectors.joining(","));
        return """
                {"TransactItems":[{"Update":{"TableName":"%1$slikes","Key":{"movieId":{"S":"tt-bare"}},\
                "UpdateExpression":"SET #watermark = :last, #latest = :latest, #a = :t, #b = :t, #c = :t ADD #likes :n",\
                "ConditionExpression":"attribute_not_exists(#watermark) OR #watermark < :first",\
                "ExpressionAttributeNames":{"#watermark":"o#0#events#1","#latest":"t#0#events#1","#likes":"likes",\
                "#a":"acceptedAt","#b":"appendedAt","#c":"processedAt"},\
                "ExpressionAttributeValues":{":first":{"N":"%2$d"},":last":{"N":"%3$d"},":latest":{"N":"1761768986000"},\
                ":n":{"N":"%4$d"},":t":{"S":"2026-11-21T03:17:32.123456Z"}},\
                "ReturnValuesOnConditionCheckFailure":"ALL_OLD"}},%5$s]}""".formatted(DynamoTables.PREFIX, first, first + keys - 1, keys, claims);
    }

    private static String claim(long offset) {
        return """
                {"Put":{"TableName":"%1$sidempotency","Item":{"id":{"S":"likes#tt-bare#key-%2$d"},"expiresAt":{"N":"1795231052"},\
                "claimedAt":{"N":"1761768986"},"source":{"S":"0#events#1"},"offset":{"N":"%2$d"}},\
                "ConditionExpression":"attribute_not_exists(#id) OR #claimedAt < :over OR (#source = :source AND #offset = :offset)",\
                "ExpressionAttributeNames":{"#id":"id","#claimedAt":"claimedAt","#source":"source","#offset":"offset"},\
                "ExpressionAttributeValues":{":over":{"N":"1761682586"},":source":{"S":"0#events#1"},":offset":{"N":"%2$d"}},\
                "ReturnValuesOnConditionCheckFailure":"ALL_OLD"}}""".formatted(DynamoTables.PREFIX, offset);
    }
}
