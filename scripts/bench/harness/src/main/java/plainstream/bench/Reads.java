package plainstream.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import plainstream.local.database.DynamoDb;

/** Every read route on growing tables: the time of a page must not grow with them. */
final class Reads implements Part.Work {
    private static final List<Integer> SIZES = List.of(1_000, 10_000, 100_000, 1_000_000);
    // DynamoDB Local writes some thousand rows a second: what does not fit this is left out, and the report says so.
    private static final Duration FILL_LIMIT = Duration.ofMinutes(30);
    private static final int SLICE = 50_000;
    private static final int WARM_UPS = 150;
    private static final int CALLS = 21;
    private static final Pattern NEXT = Pattern.compile("\\\\\"next\\\\\":\\\\\"([^\\\\]+)\\\\\"");

    record Call(double wallMs, double functionMs, double databaseMs) {}

    @Override
    public void run(Lab lab) throws Exception {
        var cells = new LinkedHashMap<String, List<String>>();
        var columns = new ArrayList<>(List.of("median ms of wall (CPU of function + database)"));
        try (var dynamoDb = DynamoDb.start()) {
            var tables = new DynamoTables(dynamoDb.endpoint());
            tables.create(lab.product().root());
            var environment = Map.of(
                    "AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.endpoint().toString(), "TABLE_PREFIX", DynamoTables.PREFIX);
            var spec = new Function.Spec(
                    "queries", lab.product().functionLib() + "/*", "plainstream.consumer.QueriesHandler", environment);
            try (var function = Function.start(lab, spec)) {
                function.awaitReady();
                steps(lab, tables, function, ProcessHandle.of(dynamoDb.pid()).orElseThrow(), columns, cells);
            }
        }
        var rows = cells.entrySet().stream().map(Reads::row).toList();
        lab.report()
                .add(new Report.Table(
                        "Read routes on growing tables (rows in each table)", note(columns), columns, rows));
    }

    private static void steps(
            Lab lab,
            DynamoTables tables,
            Function function,
            ProcessHandle database,
            List<String> columns,
            Map<String, List<String>> cells)
            throws IOException {
        long fillNanos = 0;
        int rows = 0;
        for (int size : SIZES) {
            if (size > lab.effort().mostRows() || tooLong(fillNanos, rows, size)) {
                return;
            }
            long start = System.nanoTime();
            fill(lab, new Rows(tables), rows, size);
            fillNanos += System.nanoTime() - start;
            rows = size;
            columns.add("%,d".formatted(size));
            for (var route : routes(function, size).entrySet()) {
                var call = median(function, database, route.getValue(), size == SIZES.getFirst());
                String cell = "%.1f (%.1f + %.1f)".formatted(call.wallMs(), call.functionMs(), call.databaseMs());
                cells.computeIfAbsent(route.getKey(), key -> new ArrayList<>()).add(cell);
                lab.progress().say("%-24s %s", route.getKey(), cell);
            }
        }
    }

    private static void fill(Lab lab, Rows rows, int from, int to) throws IOException {
        for (int done = from; done < to; done += Math.min(SLICE, to - done)) {
            lab.progress().say("filling three tables to %,d rows, %,d are there", to, done);
            rows.add(done, Math.min(done + SLICE, to));
        }
    }

    // Filling goes on at the pace it had.
    private static boolean tooLong(long fillNanos, int rows, int size) {
        return rows > 0 && fillNanos / (double) rows * (size - rows) > FILL_LIMIT.toNanos();
    }

    private static Map<String, byte[]> routes(Function function, int size) {
        var routes = new LinkedHashMap<String, byte[]>();
        for (String list : List.of("/app", "/likes", "/orders")) {
            routes.put("GET " + list, get(list, "{}"));
            routes.put("GET " + list + ", 5th page", get(list, "{\"cursor\":[\"" + cursor(function, list) + "\"]}"));
        }
        routes.put("GET /app/{id}", get("/app/" + Rows.id(size / 2), "{}"));
        routes.put("GET /likes/{movieId}", get("/likes/" + Rows.movie(size / 2), "{}"));
        routes.put("GET /orders/{OrderNo}", get("/orders/" + Rows.order(size / 2), "{}"));
        return routes;
    }

    private static String cursor(Function function, String list) {
        String cursor = "";
        for (int page = 1; page < 5; page++) {
            String query = cursor.isEmpty() ? "{}" : "{\"cursor\":[\"" + cursor + "\"]}";
            var next = NEXT.matcher(new String(function.invoke(get(list, query)), StandardCharsets.UTF_8));
            if (!next.find()) {
                throw new IllegalStateException(list + " has no page " + (page + 1));
            }
            cursor = next.group(1);
        }
        return cursor;
    }

    static byte[] get(String path, String parameters) {
        return """
                {"requestContext":{"elb":{"targetGroupArn":"arn:aws:elasticloadbalancing:eu-west-1:1:targetgroup/q/1"}},\
                "httpMethod":"GET","path":"%s","multiValueQueryStringParameters":%s,"multiValueHeaders":{},"body":"",\
                "isBase64Encoded":false}""".formatted(path, parameters).getBytes(StandardCharsets.UTF_8);
    }

    static Call median(Function function, ProcessHandle database, byte[] event, boolean cold) {
        for (int i = 0; i < (cold ? WARM_UPS : CALLS); i++) {
            function.invoke(event);
        }
        var calls = new ArrayList<Call>();
        for (int i = 0; i < CALLS; i++) {
            long start = System.nanoTime();
            var functionCpu = function.cpu();
            var databaseCpu = Cpu.of(database);
            String answer = new String(function.invoke(event), StandardCharsets.UTF_8);
            if (!answer.contains("\"statusCode\":200")) {
                throw new IllegalStateException("no 200: " + answer);
            }
            calls.add(new Call(
                    (System.nanoTime() - start) / 1e6,
                    function.cpu().minus(functionCpu).toNanos() / 1e6,
                    Cpu.of(database).minus(databaseCpu).toNanos() / 1e6));
        }
        return new Call(
                Stat.of(calls.stream().map(Call::wallMs).toList()).median(),
                Stat.of(calls.stream().map(Call::functionMs).toList()).median(),
                Stat.of(calls.stream().map(Call::databaseMs).toList()).median());
    }

    private static List<String> row(Map.Entry<String, List<String>> route) {
        var row = new ArrayList<>(List.of(route.getKey()));
        row.addAll(route.getValue());
        return row;
    }

    private static String note(List<String> columns) {
        String note =
                "The function under AWS's runtime client, C1 only, pages of the usual size, DynamoDB Local in memory. ";
        return columns.size() == SIZES.size() + 1 ? note : note + "Larger tables would have taken too long to fill.";
    }
}
