package plainstream.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import plainstream.local.database.DynamoDb;

/** What a page of the newest timestamps costs when a day is spread over 1, 16 and 128 keys, each of which has to be asked. */
final class Shards implements Part.Work {
    private static final List<Integer> COUNTS = List.of(1, 16, 128);
    private static final int ROWS = 10_000;

    @Override
    public void run(Lab lab) throws Exception {
        var rows = new ArrayList<List<String>>();
        for (int count : COUNTS) {
            try (var dynamoDb = DynamoDb.start()) {
                rows.add(measure(lab, dynamoDb, count));
            }
        }
        lab.report()
                .add(new Report.Table(
                        "A page of /app by shards (TIMESTAMP_SHARDS)",
                        "20 of 10,000 timestamps of one day. Each shard is one Query of up to 21 items of some 300 bytes, which is one read unit.",
                        List.of("shards", "calls", "wall ms", "function CPU ms", "database CPU ms"),
                        rows));
    }

    private static List<String> measure(Lab lab, DynamoDb dynamoDb, int count) throws Exception {
        var tables = new DynamoTables(dynamoDb.endpoint());
        tables.create(lab.product().root());
        new Rows(tables).timestamps(ROWS, count);
        var environment = Map.of(
                "AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.endpoint().toString(),
                "TABLE_PREFIX", DynamoTables.PREFIX,
                "TIMESTAMP_SHARDS", String.valueOf(count));
        var spec = new Function.Spec(
                "queries-" + count,
                lab.product().functionLib() + "/*",
                "plainstream.consumer.QueriesHandler",
                environment);
        try (var function = Function.start(lab, spec)) {
            function.awaitReady();
            var database = ProcessHandle.of(dynamoDb.pid()).orElseThrow();
            var page = Reads.median(function, database, Reads.get("/app", "{}"), true);
            lab.progress().say("%3d shards %6.1f ms", count, page.wallMs());
            return List.of(
                    String.valueOf(count),
                    String.valueOf(count),
                    Stat.number(page.wallMs(), 1),
                    Stat.number(page.functionMs(), 1),
                    Stat.number(page.databaseMs(), 1));
        }
    }
}
