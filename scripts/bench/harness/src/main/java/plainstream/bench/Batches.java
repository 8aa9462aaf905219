package plainstream.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import plainstream.kit.Event;
import plainstream.kit.Made;
import plainstream.kit.MskEvent;
import plainstream.local.database.DynamoDb;

/** What an event costs the function {@code events}, by the size of its batch: likes are summed, those with keys 99 to a transaction, timestamps stored 25 to a call. */
final class Batches implements Part.Work {
    private static final List<Integer> SIZES = List.of(1, 100, 10_000);
    private static final int WARM_UP_BATCHES = 30;
    private static final int LEAST_BATCHES = 3;
    private static final int MOVIES = 100;
    private static final String ID = "0b9a1c2d-3e4f-4a5b-8c6d-%012d";

    private record Batch(double cpuUs, double wallUs) {}

    private record Kind(String name, String fact, LongFunction<Event> record) {}

    private static final List<Kind> KINDS = List.of(
            new Kind(
                    "likes of 100 movies",
                    "plainstream.like.v1",
                    n -> Made.like("tt%04d".formatted(n % MOVIES), ID.formatted(n))
                            .at(0, n)),
            new Kind(
                    "likes of one movie, each with a key",
                    "keyed",
                    n -> Made.like("tt-keyed", "key-" + n).keyed().at(1, n)),
            new Kind(
                    "timestamps",
                    "plainstream.timestamp.v1",
                    n -> Made.timestamp(ID.formatted(n)).at(0, n)));

    @Override
    public void run(Lab lab) throws Exception {
        var rows = new ArrayList<List<String>>();
        try (var dynamoDb = DynamoDb.start()) {
            new DynamoTables(dynamoDb.endpoint()).create(lab.product().root());
            var environment = Map.of(
                    "AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.endpoint().toString(), "TABLE_PREFIX", DynamoTables.PREFIX);
            var spec = new Function.Spec(
                    "events", lab.product().functionLib() + "/*", "plainstream.consumer.EventsHandler", environment);
            try (var function = Function.start(lab, spec)) {
                function.awaitReady();
                for (Kind kind : KINDS) {
                    measure(lab, function, kind, rows);
                }
            }
        }
        lab.report()
                .add(new Report.Table(
                        "Function events: batches",
                        "C1 only, as on Lambda, against DynamoDB Local, which takes the other processor; per event of the batch. Medians, in "
                                + "brackets least and most.",
                        List.of("", "batch", "CPU µs/event", "wall µs/event"),
                        rows));
    }

    private static void measure(Lab lab, Function function, Kind kind, List<List<String>> rows) {
        var offset = new AtomicLong();
        for (int i = 0; i < WARM_UP_BATCHES; i++) {
            invoke(function, kind, offset, 100);
        }
        var turns = SIZES.stream()
                .map(size -> new Rounds.Turn<>(String.valueOf(size), () -> invoke(function, kind, offset, size)))
                .toList();
        int batches = Math.max(LEAST_BATCHES, lab.effort().rounds());
        var rounds = Rounds.take(batches, turns, lab.progress(), batch -> "%,.1f µs/event".formatted(batch.cpuUs()));
        for (String size : rounds.values().keySet()) {
            var cpu = rounds.stat(size, Batch::cpuUs);
            rows.add(List.of(
                    kind.name(),
                    size,
                    cpu.text(1),
                    rounds.stat(size, Batch::wallUs).text(1)));
            lab.report().fact("batch." + kind.fact() + "." + size, cpu.median());
        }
    }

    // Small batches are sent until they are worth measuring.
    private static Batch invoke(Function function, Kind kind, AtomicLong offset, int size) {
        int repeats = Math.max(1, 200 / size);
        var events = new ArrayList<byte[]>();
        for (int i = 0; i < repeats; i++) {
            long first = offset.getAndAdd(size);
            events.add(event(kind.record(), first, size));
        }
        long start = System.nanoTime();
        var cpu = function.cpu();
        events.forEach(function::invoke);
        double count = (double) repeats * size;
        return new Batch(function.cpu().minus(cpu).toNanos() / 1e3 / count, (System.nanoTime() - start) / 1e3 / count);
    }

    /** An event of so many records, the first at this offset. */
    static byte[] event(LongFunction<Event> record, long first, int size) {
        return MskEvent.of(
                LongStream.range(first, first + size).mapToObj(record).toList());
    }
}
