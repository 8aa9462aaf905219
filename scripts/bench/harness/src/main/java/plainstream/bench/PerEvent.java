package plainstream.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import plainstream.kit.MskEvent;
import plainstream.local.broker.Broker;
import plainstream.local.database.DynamoDb;

/** What one event of each kind costs from the socket to the row: processor time, bytes, write units and dollars. */
final class PerEvent implements Part.Work {
    /** What the machine's speed is told by: the same program in the same run. */
    static final String YARDSTICK = "event.yardstick.hello µs";

    private static final int CONNECTIONS = 64;
    /** Whole transactions of 99 keyed likes; some hundred records are what a mapping gathers in a second or less. */
    static final int BATCH = 990;

    private static final int WARM_UPS = 12;
    private static final int LEAST_ROUNDS = 5;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final AtomicLong offset = new AtomicLong();

    @Override
    public void run(Lab lab) throws Exception {
        try (var broker = lab.broker("event");
                var dynamoDb = DynamoDb.start()) {
            var tables = new DynamoTables(dynamoDb.endpoint());
            tables.create(lab.product().root());
            tables.put("customers", List.of("""
                    {"Customer":{"S":"C1"},"address":{"S":"1 Main Street"},"longitude":{"N":"11.5"},"latitude":{"N":"48.1"}}"""));
            var rows = new ArrayList<EventCost>();
            var api = api(lab, broker);
            for (EventKind kind : EventKind.all()) {
                double kafkaBytes = api.get(kind.name()).kafkaBytes();
                double us = 0;
                double units = 0;
                for (EventKind.Step step : kind.steps()) {
                    long before = bytes(broker(lab), "orders-enriched");
                    us += function(lab, broker, dynamoDb.endpoint().toString(), step);
                    kafkaBytes += step.topic().equals("orders") ? published(lab, before) : 0;
                    units += units(lab, broker, dynamoDb, step);
                }
                rows.add(api.get(kind.name())
                        .with(kafkaBytes, us, units, kind.steps().size()));
            }
            report(lab.report(), rows);
        }
    }

    private static Map<String, EventCost> api(Lab lab, Broker broker) throws IOException, InterruptedException {
        var found = new HashMap<String, EventCost>();
        try (var server = lab.start(lab.shipped().api(broker), broker.bootstrapServers());
                var hello = lab.start(lab.contenders().hello(), broker.bootstrapServers())) {
            server.await("/readiness", LIMIT);
            hello.await("/", LIMIT);
            var loads = new HashMap<String, Requests>();
            EventKind.all()
                    .forEach(kind -> loads.put(
                            kind.name(),
                            Requests.vary(server.port(), i -> kind.text().of(server.port(), i))));
            var warmUp = lab.effort().warmUp().dividedBy(loads.size());
            loads.values().forEach(load -> lab.load().run(load, CONNECTIONS, warmUp));
            lab.load().run(Requests.currentTime(hello.port()), CONNECTIONS, warmUp);
            var rounds = rounds(lab, broker, server, hello, loads);
            lab.report()
                    .fact(
                            YARDSTICK,
                            rounds.stat(Contenders.HELLO, Sample::serverUs).median());
            for (EventKind kind : EventKind.all()) {
                double us = rounds.stat(kind.name(), Sample::serverUs).median();
                double answer = Probe.bytes(
                        server.port(), loads.get(kind.name()).texts().getFirst());
                double bytes =
                        kafkaBytes(lab, loads.get(kind.name()), kind.topics().getFirst());
                found.put(
                        kind.name(),
                        new EventCost(
                                kind.name(), us, 0, 0, loads.get(kind.name()).meanBytes() + answer, bytes, 0));
            }
        }
        return found;
    }

    private static Rounds<Sample> rounds(
            Lab lab, Broker broker, Server server, Server hello, Map<String, Requests> loads) {
        var kafka = ProcessHandle.of(broker.pid()).orElseThrow();
        var turns = new ArrayList<Rounds.Turn<Sample>>();
        EventKind.all()
                .forEach(kind -> turns.add(new Rounds.Turn<>(
                        kind.name(),
                        () -> Sample.metered(
                                server.handle(),
                                kafka,
                                () -> lab.load()
                                        .run(
                                                loads.get(kind.name()),
                                                CONNECTIONS,
                                                lab.effort().round())))));
        turns.add(new Rounds.Turn<>(
                Contenders.HELLO,
                () -> Sample.metered(
                        hello.handle(),
                        kafka,
                        () -> lab.load()
                                .run(
                                        Requests.currentTime(hello.port()),
                                        CONNECTIONS,
                                        lab.effort().round()))));
        return Rounds.take(
                Math.max(LEAST_ROUNDS, lab.effort().rounds()), turns, lab.progress(), ThroughputTable::progress);
    }

    /** One connection, so that each event is a batch of its own: the most that it can take. */
    private static double kafkaBytes(Lab lab, Requests load, String topic) {
        long before = bytes(broker(lab), topic);
        var duration = Duration.ofSeconds(1);
        var sample = lab.load().run(load, 1, duration);
        return (bytes(broker(lab), topic) - before) / (sample.perSecond() * duration.toSeconds());
    }

    private double published(Lab lab, long before) {
        return (bytes(broker(lab), "orders-enriched") - before) / (double) (BATCH * (WARM_UPS + LEAST_ROUNDS));
    }

    private static Path broker(Lab lab) {
        return lab.options().output().resolve("kafka-event");
    }

    /** Of a topic's logs on the broker's disk. */
    private static long bytes(Path broker, String topic) {
        try (var files = Files.walk(broker)) {
            return files.filter(file -> file.toString().endsWith(".log")
                            && file.getParent().getFileName().toString().matches(topic + "-[0-9]+"))
                    .map(Path::toFile)
                    .mapToLong(File::length)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private double function(Lab lab, Broker broker, String database, EventKind.Step step) {
        try (var function = Function.start(lab, spec(lab, broker, database, step))) {
            function.awaitReady();
            for (int i = 0; i < WARM_UPS; i++) {
                function.invoke(batch(step));
            }
            var costs = new ArrayList<Double>();
            for (int i = 0; i < LEAST_ROUNDS; i++) {
                byte[] batch = batch(step);
                var before = function.cpu();
                function.invoke(batch);
                costs.add(function.cpu().minus(before).toNanos() / 1e3 / BATCH);
            }
            lab.progress()
                    .say(
                            "%s: %.1f µs",
                            spec(lab, broker, database, step).name(),
                            Stat.of(costs).median());
            return Stat.of(costs).median();
        }
    }

    private double units(Lab lab, Broker broker, DynamoDb dynamoDb, EventKind.Step step) throws IOException {
        try (var meter = Meter.start(dynamoDb.endpoint());
                var function = Function.start(lab, spec(lab, broker, meter.endpoint(), step))) {
            function.awaitReady();
            function.invoke(batch(step));
            return meter.writeUnits() / BATCH;
        }
    }

    private byte[] batch(EventKind.Step step) {
        long first = offset.getAndAdd(BATCH);
        return MskEvent.of(
                LongStream.range(first, first + BATCH).mapToObj(step.record()).toList());
    }

    private static Function.Spec spec(Lab lab, Broker broker, String database, EventKind.Step step) {
        String classPath = lab.product().functionLib() + "/*:" + lab.product().apiLib() + "/*";
        var environment = Map.of(
                "AWS_ENDPOINT_URL_DYNAMODB",
                database,
                "TABLE_PREFIX",
                DynamoTables.PREFIX,
                "KAFKA_BOOTSTRAP_SERVERS",
                broker.bootstrapServers());
        return new Function.Spec("event " + step.topic(), classPath, step.handler(), environment);
    }

    private static void report(Report report, List<EventCost> costs) {
        costs.forEach(cost -> cost.facts(report));
        report.add(new Report.Table(
                "One event from the socket to the row",
                "The API over 64 connections; functions with C1 only, in batches of %d, likes of 100 movies; each event alone in its Kafka batch; "
                                .formatted(BATCH)
                        + "an order in two topics and two functions. Dollars at list prices (Prices.java), half of the processors kept free, without "
                        + "what costs the same at any rate, archive, logs and transfer.",
                EventCost.COLUMNS,
                costs.stream().map(EventCost::row).toList()));
    }
}
