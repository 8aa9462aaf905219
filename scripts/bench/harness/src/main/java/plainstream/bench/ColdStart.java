package plainstream.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import plainstream.kit.Made;
import plainstream.kit.MskEvent;
import plainstream.local.database.DynamoDb;

/** The first event of a new execution environment: start of the JVM, initialization, one record. */
final class ColdStart implements Part.Work {
    private static final String EMPTY = "empty handler";
    /** The place of the whole way among the functions. */
    private static final int OURS = 3;

    private record Cold(double initMs, double doneMs, double initCpuMs, double cpuMs) {}

    @Override
    public void run(Lab lab) throws Exception {
        byte[] event = MskEvent.of(List.of(Made.timestamp("0b9a1c2d-3e4f-4a5b-8c6d-7e8f9a0b1c2d")));
        try (var dynamoDb = DynamoDb.start()) {
            new DynamoTables(dynamoDb.endpoint()).create(lab.product().root());
            var turns = new ArrayList<Rounds.Turn<Cold>>();
            var functions = new ArrayList<>(functions(lab.product(), dynamoDb));
            functions.add(archived(lab, functions.get(OURS), event));
            for (Function.Spec spec : functions) {
                turns.add(new Rounds.Turn<>(spec.name(), () -> start(lab, spec, event)));
            }
            var rounds = Rounds.take(
                    lab.effort().coldStarts(),
                    turns,
                    lab.progress(),
                    cold -> "CPU %4.0f ms, done after %4.0f ms".formatted(cold.cpuMs(), cold.doneMs()));
            add(lab.report(), rounds);
        }
    }

    private static List<Function.Spec> functions(Product product, DynamoDb dynamoDb) {
        var environment = Map.of(
                "AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.endpoint().toString(), "TABLE_PREFIX", DynamoTables.PREFIX);
        String own = product.functionLib() + "/*";
        return List.of(
                spec(EMPTY, product.jar("cold-empty").toString(), "plainstream.bench.empty.Handler", environment),
                spec(
                        "Plainstream, JSON only",
                        product.jar("decode") + ":" + own,
                        "plainstream.bench.decode.ReadHandler",
                        environment),
                spec(
                        "KafkaEvent + databind",
                        product.classPath("cold-events"),
                        "plainstream.bench.events.Handler",
                        environment),
                spec("Plainstream, event to table", own, "plainstream.consumer.EventsHandler", environment),
                spec(
                        "AWS SDK, one item to table",
                        product.classPath("cold-sdk"),
                        "plainstream.bench.sdk.Handler",
                        environment));
    }

    /** With its classes in an archive, which Lambda takes only where a wrapper puts package and archive on the JVM's own class path. */
    private static Function.Spec archived(Lab lab, Function.Spec spec, byte[] event) throws InterruptedException {
        var archive = lab.options().output().resolve("function.jsa");
        String name = spec.name() + ", classes archived";
        try (var function = Function.start(lab, with(spec, name, "-XX:ArchiveClassesAtExit=" + archive))) {
            function.awaitReady();
            function.invoke(event);
            function.end();
        }
        return with(spec, name, "-XX:SharedArchiveFile=" + archive);
    }

    private static Function.Spec with(Function.Spec spec, String name, String option) {
        return new Function.Spec(name, spec.classPath(), spec.handler(), spec.environment(), List.of(option));
    }

    private static Function.Spec spec(String name, String classPath, String handler, Map<String, String> environment) {
        return new Function.Spec(name, classPath, handler, environment);
    }

    private static Cold start(Lab lab, Function.Spec spec, byte[] event) {
        try (var function = Function.start(lab, spec)) {
            function.awaitReady();
            var init = function.sinceStart();
            var initCpu = function.cpu();
            function.invoke(event);
            return new Cold(millis(init), millis(function.sinceStart()), millis(initCpu), millis(function.cpu()));
        }
    }

    private static void add(Report report, Rounds<Cold> rounds) {
        var rows = new ArrayList<List<String>>();
        double empty = rounds.stat(EMPTY, Cold::cpuMs).median();
        double emptyDone = rounds.stat(EMPTY, Cold::doneMs).median();
        for (String name : rounds.values().keySet()) {
            var cpu = rounds.stat(name, Cold::cpuMs);
            var done = rounds.stat(name, Cold::doneMs);
            report.fact("cold." + name, cpu.median() - empty);
            rows.add(List.of(
                    name,
                    cpu.text(0),
                    Stat.number(cpu.median() - empty, 0),
                    Stat.number(rounds.stat(name, Cold::initCpuMs).median(), 0),
                    done.text(0),
                    Stat.number(done.median() - emptyDone, 0)));
        }
        report.add(new Report.Table(
                "Cold start of a function, to the end of its first event",
                "AWS's runtime interface client, C1 only, SerialGC, on this machine's processor: the differences carry over to AWS, "
                        + "the absolute times do not. DynamoDB Local without TLS. Medians, in brackets least and most.",
                List.of("", "CPU ms", "above empty", "of it init", "wall ms", "above empty"),
                rows));
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
