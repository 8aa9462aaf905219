package plainstream.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How many requests per broker connection the API should have on the way, with the broker next to it and further away. */
final class Delay implements Part.Work {
    private static final List<Integer> DELAYS_MS = List.of(0, 1, 2);
    private static final List<Integer> IN_FLIGHT = List.of(1, 5);
    private static final List<Integer> CONNECTIONS = List.of(64, 128);
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    @Override
    public void run(Lab lab) throws Exception {
        var servers = new LinkedHashMap<Integer, Server>();
        try (var broker = lab.broker("delay")) {
            int port = Integer.parseInt(broker.bootstrapServers().split(":")[1]);
            try (var proxy = DelayProxy.start(port)) {
                for (int inFlight : IN_FLIGHT) {
                    var api = lab.contenders().api().with("in flight " + inFlight, List.of());
                    var server = lab.start(
                            api.with(Map.of("KAFKA_MAX_IN_FLIGHT", String.valueOf(inFlight))),
                            proxy.bootstrapServers());
                    servers.put(inFlight, server);
                    server.await("/current_time?name=Paul", START_LIMIT);
                    lab.load()
                            .run(
                                    Requests.currentTime(server.port()),
                                    128,
                                    lab.effort().warmUp());
                }
                measure(lab, proxy, servers, ProcessHandle.of(broker.pid()).orElseThrow());
            }
        } finally {
            servers.values().forEach(Server::close);
        }
    }

    private static void measure(Lab lab, DelayProxy proxy, Map<Integer, Server> servers, ProcessHandle broker) {
        var rows = new ArrayList<List<String>>();
        for (int delayMs : DELAYS_MS) {
            proxy.delay(Duration.ofMillis(delayMs));
            for (int connections : CONNECTIONS) {
                lab.progress().say("%d ms added, %d connections", delayMs, connections);
                var turns = new ArrayList<Rounds.Turn<Sample>>();
                servers.forEach((inFlight, server) -> turns.add(new Rounds.Turn<>(
                        String.valueOf(inFlight),
                        () -> Sample.metered(
                                server.handle(),
                                broker,
                                () -> lab.load()
                                        .run(
                                                Requests.currentTime(server.port()),
                                                connections,
                                                lab.effort().round())))));
                var rounds = Rounds.take(lab.effort().rounds(), turns, lab.progress(), ThroughputTable::progress);
                rows.add(row(delayMs, connections, rounds));
            }
        }
        lab.report()
                .add(new Report.Table(
                        "Requests in flight per broker connection",
                        "A proxy of the bench's own delays each answer of Kafka; 0 ms goes through it as well, so that the rows compare. Plain JDK.",
                        List.of(
                                "added delay",
                                "connections",
                                "1: requests/s",
                                "5: requests/s",
                                "1 ÷ 5",
                                "1: p99 ms",
                                "5: p99 ms",
                                "1: CPU µs",
                                "5: CPU µs"),
                        rows));
    }

    private static List<String> row(int delayMs, int connections, Rounds<Sample> rounds) {
        return List.of(
                delayMs + " ms",
                String.valueOf(connections),
                rounds.stat("1", Sample::perSecond).text(0),
                rounds.stat("5", Sample::perSecond).text(0),
                rounds.ratio("1", "5", Sample::perSecond).text(2),
                Stat.number(rounds.stat("1", Sample::p99Ms).median(), 1),
                Stat.number(rounds.stat("5", Sample::p99Ms).median(), 1),
                Stat.number(rounds.stat("1", Sample::serverUs).median(), 1),
                Stat.number(rounds.stat("5", Sample::serverUs).median(), 1));
    }
}
