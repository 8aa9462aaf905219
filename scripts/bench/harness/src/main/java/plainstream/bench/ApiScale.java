package plainstream.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import plainstream.local.broker.Broker;

/** The API's cost per event as partitions, connections and payloads grow. */
final class ApiScale implements Part.Work {
    private static final List<Integer> PARTITIONS = List.of(1, 2, 4, 8);
    private static final List<Integer> CONNECTIONS = List.of(1, 4, 16, 64, 256, 1024);
    private static final List<Integer> BYTES = List.of(100, 1_000, 10_000);
    private static final int USUAL = 64;
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final List<String> COLUMNS =
            List.of("", "requests/s", "p50 ms", "p99 ms", "errors", "server CPU µs", "Kafka CPU µs");

    @Override
    public void run(Lab lab) throws Exception {
        partitions(lab);
        try (var broker = lab.broker("scale");
                var server = start(lab, broker, 3)) {
            add(
                    lab,
                    "Connections",
                    CONNECTIONS,
                    n -> sample(lab, broker, server, Requests.currentTime(server.port()), n));
            add(
                    lab,
                    "Bytes of an order",
                    BYTES,
                    n -> sample(lab, broker, server, Requests.orders(server.port(), n), USUAL));
        }
    }

    // All at once, each with a broker of its own, so that the steps can take turns.
    private static void partitions(Lab lab) {
        var brokers = new ArrayList<Broker>();
        var servers = new ArrayList<Server>();
        try {
            for (int partitions : PARTITIONS) {
                brokers.add(lab.broker("partitions-" + partitions));
                servers.add(start(lab, brokers.getLast(), partitions));
            }
            add(lab, "Partitions", PARTITIONS, n -> {
                var server = servers.get(PARTITIONS.indexOf(n));
                return sample(
                        lab, brokers.get(PARTITIONS.indexOf(n)), server, Requests.currentTime(server.port()), USUAL);
            });
        } finally {
            servers.forEach(Server::close);
            brokers.forEach(Broker::close);
        }
    }

    private static Server start(Lab lab, Broker broker, int partitions) {
        var api = lab.contenders().api().with("api with " + partitions + " partitions", List.of());
        var environment = Map.of("KAFKA_PARTITIONS", String.valueOf(partitions));
        var server = lab.start(api.with(environment), broker.bootstrapServers());
        server.await("/current_time?name=Paul", START_LIMIT);
        lab.load().run(Requests.currentTime(server.port()), USUAL, lab.effort().warmUp());
        return server;
    }

    private static Sample sample(Lab lab, Broker broker, Server server, Requests requests, int connections) {
        var kafka = ProcessHandle.of(broker.pid()).orElseThrow();
        return Sample.metered(
                server.handle(),
                kafka,
                () -> lab.load().run(requests, connections, lab.effort().round()));
    }

    private static void add(Lab lab, String what, List<Integer> steps, Function<Integer, Sample> measure) {
        lab.progress().say("%s", what);
        var turns = steps.stream()
                .map(step -> new Rounds.Turn<>("%,d".formatted(step), () -> measure.apply(step)))
                .toList();
        var rounds = Rounds.take(lab.effort().scaleRounds(), turns, lab.progress(), ThroughputTable::progress);
        var rows =
                rounds.values().keySet().stream().map(name -> row(rounds, name)).toList();
        lab.report().add(new Report.Table("API: " + what.toLowerCase(Locale.ROOT), "Plain JDK.", COLUMNS, rows));
    }

    private static List<String> row(Rounds<Sample> rounds, String name) {
        return List.of(
                name,
                rounds.stat(name, Sample::perSecond).text(0),
                Stat.number(rounds.stat(name, Sample::p50Ms).median(), 2),
                Stat.number(rounds.stat(name, Sample::p99Ms).median(), 2),
                Stat.number(
                        rounds.values().get(name).stream()
                                .mapToLong(Sample::errors)
                                .sum(),
                        0),
                rounds.stat(name, Sample::serverUs).text(1),
                Stat.number(rounds.stat(name, Sample::brokerUs).median(), 1));
    }
}
