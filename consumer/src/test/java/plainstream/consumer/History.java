package plainstream.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import plainstream.consumer.batch.BatchFailedException;
import plainstream.consumer.dynamodb.Item;
import plainstream.consumer.dynamodb.MemoryTables;
import plainstream.consumer.dynamodb.MemoryTables.Fate;

/**
 * One seed's history: some partitions of records, delivered in batches that overlap, come again, run beside one another, are throttled,
 * go unheard, run out of time or are killed between two calls; and a model that says what the tables must hold when all is done.
 */
final class History {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T04:00:00Z"), ZoneOffset.UTC);

    /** What the tables must hold, and what they hold. */
    record Holdings(Map<String, Long> likes, Set<String> timestamps, Map<String, String> orders, Set<String> dead) {}

    private record Entry(String kind, String name, String key, int number) {}

    private static final int ENOUGH_MS = 60_000;

    /** With this, time runs out at the first call or soon after it: the function keeps 500 ms for its end, and begins nothing in 200 ms. */
    private static final int LEAST_MS = 701;

    private final Random random;
    private final MemoryTables tables;
    private final List<List<Entry>> partitions = new ArrayList<>();
    private final int[] committed;
    private int remainingMs = ENOUGH_MS;
    private final Map<String, String> environment;

    History(long seed, MemoryTables tables) {
        this.random = new Random(seed);
        this.tables = tables;
        int count = 1 + random.nextInt(3);
        for (int partition = 0; partition < count; partition++) {
            List<Entry> entries = new ArrayList<>();
            for (int offset = 0, size = 5 + random.nextInt(25); offset < size; offset++) {
                entries.add(entry(partition, offset));
            }
            partitions.add(entries);
        }
        committed = new int[count];
        environment = new HashMap<>(Map.of(
                "AWS_REGION", "eu-west-1",
                "AWS_ACCESS_KEY_ID", "a",
                "AWS_SECRET_ACCESS_KEY", "s",
                "AWS_ENDPOINT_URL_DYNAMODB", tables.endpoint().toString(),
                "TABLE_PREFIX", "x-",
                "LOG_LEVEL", "OFF",
                "PARTIAL_BATCH_RESPONSE", Boolean.toString(random.nextBoolean()),
                "DYNAMODB_CONNECTIONS", Integer.toString(1 + random.nextInt(3)),
                "TIMESTAMP_SHARDS", Integer.toString(1 + random.nextInt(3))));
    }

    private Entry entry(int partition, int offset) {
        String unique = partition + "-" + offset;
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> new Entry("like", "m" + random.nextInt(3), "", 0);
            case 3, 4, 5 -> new Entry("like", "m" + random.nextInt(2), "k" + random.nextInt(12), 0);
            case 6 -> new Entry("timestamp", unique, "", 0);
            // A timestamp's id is its record's key too: a client's tries are all in one partition.
            case 7 -> new Entry("timestamp", "t" + partition + random.nextInt(4), "keyed", offset);
            case 8 -> new Entry("order", "o" + random.nextInt(2), "", random.nextInt(50));
            default -> new Entry("dead", unique, "", 0);
        };
    }

    /** Delivers everything, faults and all; then once more, all of it, in peace; then in a world that has changed. */
    void run() throws IOException, InterruptedException {
        EventsHandler handler = new EventsHandler(environment, CLOCK);
        Map<String, Map<String, Item>> yesterday = tables.backup();
        for (int round = 0; round < 40 && !isDone(); round++) {
            yesterday = random.nextInt(4) == 0 ? tables.backup() : yesterday;
            tables.plan(faults());
            remainingMs = random.nextInt(8) == 0 ? LEAST_MS + random.nextInt(30) : ENOUGH_MS;
            if (random.nextInt(5) == 0) {
                beside(handler);
            } else {
                deliver(handler, next());
            }
            handler = random.nextInt(4) == 0 ? new EventsHandler(environment, CLOCK) : handler;
        }
        tables.plan((operation, body) -> Fate.DONE);
        remainingMs = ENOUGH_MS;
        deliverAll(handler);
        changeTheWorld(yesterday);
        deliverAll(handler);
    }

    private void deliverAll(EventsHandler handler) throws IOException {
        int[] all = sizes();
        java.util.Arrays.fill(committed, 0);
        deliver(handler, new int[][] {new int[all.length], all});
        if (!isDone()) {
            throw new AssertionError("a delivery without faults failed");
        }
    }

    /** Tables of yesterday, with the keys of then or of now; one table lost; and the consumer group is set back to the beginning. */
    private void changeTheWorld(Map<String, Map<String, Item>> yesterday) {
        List<String> names = List.of("likes", "timestamps", "orders", "dead_letters", "idempotency");
        int dice = random.nextInt(names.size() + 2);
        if (dice < names.size()) {
            tables.remove("x-" + names.get(dice), row -> true);
            return;
        }
        Map<String, Map<String, Item>> restored = new HashMap<>(yesterday);
        if (dice == names.size()) {
            restored.put("idempotency", tables.backup().getOrDefault("idempotency", Map.of()));
        }
        tables.restore(restored);
    }

    private boolean isDone() {
        for (int i = 0; i < committed.length; i++) {
            if (committed[i] < partitions.get(i).size()) {
                return false;
            }
        }
        return true;
    }

    /** Mostly nothing; now and then a throttle or an answer that is never heard; or everything fails from some call on, as if killed. */
    private java.util.function.BiFunction<String, String, Fate> faults() {
        Random dice = new Random(random.nextLong());
        AtomicInteger calls = new AtomicInteger();
        int killedAt = random.nextInt(3) == 0 ? random.nextInt(8) : Integer.MAX_VALUE;
        return (operation, body) -> {
            synchronized (dice) {
                if (calls.getAndIncrement() >= killedAt) {
                    return Fate.DENIED;
                }
                int face = dice.nextInt(30);
                return face == 0 ? Fate.THROTTLED : face < 3 ? Fate.UNHEARD : Fate.DONE;
            }
        };
    }

    /** From where to where each partition is delivered: from what is committed on, or from somewhat before. */
    private int[][] next() {
        int[][] ranges = new int[2][committed.length];
        for (int i = 0; i < committed.length; i++) {
            int size = partitions.get(i).size();
            ranges[0][i] = random.nextInt(3) == 0 ? random.nextInt(committed[i] + 1) : committed[i];
            ranges[1][i] = Math.min(size, Math.max(committed[i], ranges[0][i] + random.nextInt(12)));
        }
        return ranges;
    }

    /** A batch that timed out for the mapping still runs while it comes again. */
    private void beside(EventsHandler handler) throws IOException, InterruptedException {
        int[][] ranges = next();
        List<Throwable> faults = new ArrayList<>();
        Thread zombie = Thread.startVirtualThread(() -> {
            try {
                invoke(handler, ranges);
            } catch (IOException | RuntimeException e) {
                if (!(e instanceof BatchFailedException)) {
                    faults.add(e);
                }
            }
        });
        deliver(handler, ranges);
        zombie.join();
        if (!faults.isEmpty()) {
            throw new AssertionError("beside another", faults.getFirst());
        }
    }

    private void deliver(EventsHandler handler, int[][] ranges) throws IOException {
        try {
            String answer = invoke(handler, ranges);
            for (int i = 0; i < committed.length; i++) {
                int failed = answer.indexOf("\"partition\":\"events-" + i + "\",\"offset\":");
                int to = failed < 0
                        ? ranges[1][i]
                        : Integer.parseInt(answer.substring(failed).split("[:}]")[2]);
                committed[i] = Math.max(committed[i], to);
            }
        } catch (BatchFailedException e) {
            // It comes again.
        }
    }

    private String invoke(EventsHandler handler, int[][] ranges) throws IOException {
        TestEvent event = event(ranges);
        if (event.records().isEmpty()) {
            return "";
        }
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        handler.handleRequest(new ByteArrayInputStream(event.bytes()), answer, new TestContext(remainingMs));
        return answer.toString(UTF_8);
    }

    /** Of each partition the records from here to there. */
    TestEvent event(int[][] ranges) {
        TestEvent event = new TestEvent();
        for (int i = 0; i < committed.length; i++) {
            for (int offset = ranges[0][i]; offset < ranges[1][i]; offset++) {
                add(event, i, offset, partitions.get(i).get(offset));
            }
        }
        return event;
    }

    /** How many records each partition has. */
    int[] sizes() {
        return partitions.stream().mapToInt(List::size).toArray();
    }

    Map<String, String> environment() {
        return environment;
    }

    private static void add(TestEvent event, int partition, int offset, Entry entry) {
        switch (entry.kind) {
            case "like" -> {
                if (entry.key.isEmpty()) {
                    event.like(partition, offset, entry.name);
                } else {
                    event.keyedLike(partition, offset, entry.name, entry.key);
                }
            }
            case "timestamp" -> {
                Map<String, String> headers = TestEvent.headers("plainstream.timestamp.v1", entry.name);
                headers.put("ce_idempotent", Boolean.toString(!entry.key.isEmpty()));
                byte[] value = TestEvent.timestampJson(entry.name, "2026-11-21T00:00:00.%06dZ".formatted(entry.number));
                event.add("events", partition, offset, headers, value);
            }
            case "order" -> {
                Map<String, String> headers = TestEvent.headers("plainstream.order-enriched.v1", "x");
                headers.put("ce_time", "2026-11-21T00:00:%02dZ".formatted(entry.number));
                String order = "{\"OrderNo\":\"" + entry.name + "\",\"Customer\":\"c\",\"n\":" + entry.number + "}";
                event.add("events", partition, offset, headers, TestEvent.json(order));
            }
            default -> event.add("events", partition, offset, TestEvent.headers("nonsense", "x"), TestEvent.json("{}"));
        }
    }

    /** What each record adds to the tables, exactly once. */
    Holdings expected() {
        Holdings expected = new Holdings(new TreeMap<>(), new TreeSet<>(), new TreeMap<>(), new TreeSet<>());
        Set<String> keys = new HashSet<>();
        for (int partition = 0; partition < partitions.size(); partition++) {
            for (int offset = 0; offset < partitions.get(partition).size(); offset++) {
                Entry entry = partitions.get(partition).get(offset);
                switch (entry.kind) {
                    case "like" -> {
                        boolean counts = entry.key.isEmpty() || keys.add(entry.name + " " + entry.key);
                        expected.likes.merge(entry.name, counts ? 1L : 0L, Long::sum);
                    }
                    case "timestamp" -> expected.timestamps.add(entry.name);
                    case "order" -> expected.orders.merge(entry.name, Integer.toString(entry.number), History::greater);
                    default -> expected.dead.add(partition + "@" + offset);
                }
            }
        }
        return expected;
    }

    private static String greater(String a, String b) {
        return Integer.parseInt(a) >= Integer.parseInt(b) ? a : b;
    }

    Holdings found() {
        Holdings found = new Holdings(new TreeMap<>(), new TreeSet<>(), new TreeMap<>(), new TreeSet<>());
        for (Item item : tables.all("x-likes")) {
            found.likes.put(item.text("movieId"), item.number("likes", -1));
        }
        for (Item item : tables.all("x-timestamps")) {
            if (!found.timestamps.add(item.text("id"))) {
                throw new AssertionError("a timestamp is stored twice: " + item);
            }
        }
        for (Item item : tables.all("x-orders")) {
            found.orders.put(item.text("OrderNo"), Long.toString(item.number("n", -1)));
        }
        for (Item item : tables.all("x-dead_letters")) {
            found.dead.add(item.number("partition", -1) + "@" + item.number("offset", -1));
        }
        return found;
    }
}
