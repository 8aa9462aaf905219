package plainstream.consumer.query;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plainstream.consumer.dynamodb.DynamoDb;
import plainstream.consumer.dynamodb.Item;
import plainstream.consumer.dynamodb.Read;
import plainstream.consumer.event.Names;
import plainstream.consumer.function.Wiring;
import plainstream.consumer.json.JsonWriter;
import plainstream.consumer.time.Deadline;
import plainstream.consumer.time.UtcTime;

/** {@code /app}: timestamps, newest first. The table is partitioned by day and shard, so that a page is a few queries. */
public final class TimestampResource implements Resource, Listing.View {
    private static final String LIST = "app";

    /** Index names have three characters or more. */
    private static final String INDEX = "by_id";

    private static final List<String> SHOWN =
            List.of("id", "timestamp", "clientIp", "protocol", "acceptedAt", "appendedAt", "processedAt");

    /** After so many days the page ends, however few it found; its cursor goes on. */
    private static final int MAX_DAYS = 31;

    private static final int DAY_LENGTH = 10;
    private static final long MS_PER_DAY = 86_400_000;

    private final DynamoDb dynamoDb;
    private final String table;
    private final InstantSource clock;
    private final int historyDays;
    private final DayQuery days;

    public TimestampResource(Wiring wiring) {
        dynamoDb = wiring.dynamoDb();
        table = wiring.tables().timestamps();
        clock = wiring.clock();
        historyDays = wiring.settings().historyDays();
        days = new DayQuery(wiring);
    }

    @Override
    public byte[] list(Page page, Deadline deadline) {
        if (page.cursor().isEmpty()) {
            return newest(page, deadline);
        }
        String key = checked(Cursor.key(LIST, page.cursor()));
        return page(new ArrayList<>(), day(key), key.substring(DAY_LENGTH), page.limit(), deadline);
    }

    private byte[] newest(Page page, Deadline deadline) {
        LocalDate today = today();
        int limit = page.limit();
        List<Item> items = new ArrayList<>(query(today, "", limit + 1, deadline));
        Optional<List<Item>> all = items.size() > limit ? Optional.empty() : smallTable(limit, deadline);
        return all.isPresent()
                ? Listing.body(all.get(), limit, "", this)
                : page(items, today.minusDays(1), "", limit, deadline);
    }

    /** Fills a page, day by day back from the one given: there after a key, when there is one. */
    private byte[] page(List<Item> items, LocalDate first, String after, int limit, Deadline deadline) {
        LocalDate oldest = today().minusDays(historyDays);
        LocalDate day = first;
        String start = after;
        for (int seen = 0; seen < MAX_DAYS && !day.isBefore(oldest) && items.size() <= limit; seen++) {
            items.addAll(query(day, start, limit + 1 - items.size(), deadline));
            start = "";
            day = day.minusDays(1);
        }
        return Listing.body(items, limit, day.isBefore(oldest) ? "" : Cursor.of(LIST, day.toString()), this);
    }

    private LocalDate today() {
        return LocalDate.ofEpochDay(Math.floorDiv(clock.millis(), MS_PER_DAY));
    }

    /** All there is, if that fits on the page: spares the reader of a new installation a year of empty days. */
    private Optional<List<Item>> smallTable(int limit, Deadline deadline) {
        DynamoDb.Rows rows = dynamoDb.read(Read.scan(table, limit + 1, new Item()), deadline);
        if (rows.more() || rows.items().size() > limit) {
            return Optional.empty();
        }
        return Optional.of(DayQuery.newestFirst(rows.items()));
    }

    private List<Item> query(LocalDate date, String after, int limit, Deadline deadline) {
        String day = date.toString();
        return days.newest(day, after.isEmpty() ? "" : day + after, limit, deadline);
    }

    @Override
    public byte[] one(String id, Deadline deadline) {
        if (!Names.isId(id)) {
            throw Problem.of(404, "There is no timestamp of this id.");
        }
        Item values = new Item().with(":id", id);
        Read read = new Read(table, INDEX, "#id = :id", Map.of("#id", "id"), values, 1, new Item());
        List<Item> items = dynamoDb.read(read, deadline).items();
        if (items.isEmpty()) {
            throw Problem.of(404, "There is no timestamp of this id.");
        }
        JsonWriter out = new JsonWriter();
        write(items.get(0), out);
        return out.toBytes();
    }

    @Override
    public void write(Item item, JsonWriter out) {
        Listing.write(item, SHOWN, out);
    }

    @Override
    public String cursor(Item item) {
        return Cursor.of(LIST, item.text("at"));
    }

    /** A key is a day, or a timestamp and id after which to go on. */
    private static String checked(String key) {
        int hash = key.indexOf('#');
        boolean day = hash < 0 && UtcTime.isIso(key + "T00:00:00.000000Z");
        boolean item = hash >= 0 && UtcTime.isIso(key.substring(0, hash)) && Names.isId(key.substring(hash + 1));
        if (!day && !item) {
            throw Cursor.invalid();
        }
        return key;
    }

    private static LocalDate day(String key) {
        return LocalDate.of(
                Integer.parseInt(key, 0, 4, 10), Integer.parseInt(key, 5, 7, 10), Integer.parseInt(key, 8, 10, 10));
    }
}
