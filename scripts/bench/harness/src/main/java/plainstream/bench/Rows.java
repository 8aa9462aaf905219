package plainstream.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Fills the tables that are read, each row as the functions would have written it. All timestamps are of today, which is the
 * worst case: one partition key holds them all.
 *
 * @param tables where to
 */
record Rows(DynamoTables tables) {
    private static final int BATCH = 25;
    private static final int WRITERS = 4;
    private static final String DAY = LocalDate.now(ZoneOffset.UTC).toString();
    private static final String STAMPS = """
            "acceptedAt":{"S":"%1$sT00:00:00.000000Z"},"appendedAt":{"S":"%1$sT00:00:00.000000Z"},\
            "processedAt":{"S":"%1$sT00:00:00.000000Z"}""".formatted(DAY);

    /** Adds the rows numbered from (inclusive) to (exclusive) to each of the three tables. */
    void add(int from, int to) throws IOException {
        add("timestamps", from, to, Rows::timestamp);
        add(
                "likes",
                from,
                to,
                number -> "{\"movieId\":{\"S\":\"%s\"},\"likes\":{\"N\":\"3\"}}".formatted(movie(number)));
        add("orders", from, to, number -> """
                {"OrderNo":{"S":"%s"},"Customer":{"S":"C1"},"address":{"S":"1 Main Street"},"latitude":{"N":"48.1"},%s}""".formatted(order(number), STAMPS));
    }

    static String id(int number) {
        return "0b9a1c2d-3e4f-4a5b-8c6d-%012d".formatted(number);
    }

    static String movie(int number) {
        return "tt%08d".formatted(number);
    }

    static String order(int number) {
        return "N%08d".formatted(number);
    }

    /** So many timestamps of today, spread over so many shards. */
    void timestamps(int count, int shards) throws IOException {
        add("timestamps", 0, count, number -> {
            int shard = number % shards;
            return timestamp(number, shard == 0 ? DAY : DAY + "#" + shard);
        });
    }

    private static String timestamp(int number) {
        return timestamp(number, DAY);
    }

    private static String timestamp(int number, String key) {
        String time = "%sT00:%02d:%02d.%06dZ".formatted(DAY, number / 60 % 60, number % 60, number % 1_000_000);
        return """
                {"day":{"S":"%s"},"at":{"S":"%s#%s"},"id":{"S":"%s"},"timestamp":{"S":"%s"},"clientIp":{"S":"203.0.113.9"},\
                "protocol":{"S":"HTTP/1.1"},%s}""".formatted(key, time, id(number), id(number), time, STAMPS);
    }

    private void add(String table, int from, int to, IntFunction<String> row) throws IOException {
        try (var executor = Executors.newFixedThreadPool(WRITERS)) {
            var batches = new ArrayList<Future<?>>();
            for (int first = from; first < to; first += BATCH) {
                int start = first;
                batches.add(executor.submit(() -> put(table, start, Math.min(start + BATCH, to), row)));
            }
            for (var batch : batches) {
                batch.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IOException("the table " + table + " was not filled", e);
        }
    }

    private void put(String table, int from, int to, IntFunction<String> row) {
        List<String> rows = IntStream.range(from, to).mapToObj(row).toList();
        try {
            tables.put(table, rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
