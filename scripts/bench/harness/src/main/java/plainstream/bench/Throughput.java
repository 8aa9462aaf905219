package plainstream.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import plainstream.local.broker.Broker;

/** Processor time, latency, memory and requests per second, all contenders running side by side and loaded in turns. */
final class Throughput implements Part.Work {
    private static final int USUAL = 64;
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final String ASKED = "/current_time?name=Paul";
    private static final String NEW_CONNECTIONS =
            "Over 64 connections. Each round after that opens new ones, and the buffers of those before wait for a full collection.";

    @Override
    public void run(Lab lab) throws Exception {
        var servers = new LinkedHashMap<String, Server>();
        try (var broker = lab.broker("throughput")) {
            start(lab, broker, servers);
            try (var producer = Producer.start(lab, broker)) {
                warmUp(lab, servers, producer);
                var once = resident(servers);
                var usual = measure(lab, USUAL, broker, servers, producer);
                ThroughputTable.add(lab.report(), USUAL, usual);
                givenRate(lab, usual, servers, broker);
                for (int connections : lab.effort().moreConnections()) {
                    var rounds = measure(lab, connections, broker, servers, producer);
                    ThroughputTable.add(lab.report(), connections, rounds);
                }
                memory(lab, once, resident(servers));
            }
        } finally {
            servers.values().forEach(Server::close);
        }
    }

    private static void start(Lab lab, Broker broker, Map<String, Server> servers)
            throws IOException, InterruptedException {
        var all = lab.contenders();
        var shipped = lab.shipped().api(broker);
        // The bare peers log no requests: this one compares with them line for line.
        var silent = shipped.with(Contenders.API_SILENT, List.of()).with(Map.of("LOG_LEVEL", "WARNING"));
        // The API first: it makes the topics.
        for (Contender contender : List.of(
                shipped,
                silent,
                all.apiOnOtherServer(),
                all.helidonWithDuties(),
                all.springWithDuties(),
                all.quarkusWithDuties(),
                all.helidon(),
                all.spring(),
                all.hello())) {
            lab.progress().say("starting %s", contender.name());
            var server = lab.start(contender, broker.bootstrapServers());
            servers.put(contender.name(), server);
            server.await(ASKED, START_LIMIT);
        }
    }

    private static void warmUp(Lab lab, Map<String, Server> servers, Producer producer) {
        servers.forEach((name, server) -> {
            lab.progress().say("warming up %s", name);
            lab.load()
                    .run(
                            Requests.currentTime(server.port()),
                            USUAL,
                            lab.effort().warmUp());
        });
        producer.run(USUAL, lab.effort().warmUp());
    }

    private static Rounds<Sample> measure(
            Lab lab, int connections, Broker broker, Map<String, Server> servers, Producer producer) {
        lab.progress().say("%d connections", connections);
        var duration = lab.effort().round();
        var kafka = ProcessHandle.of(broker.pid()).orElseThrow();
        var turns = new ArrayList<Rounds.Turn<Sample>>();
        servers.forEach((name, server) -> turns.add(new Rounds.Turn<>(
                name,
                () -> Sample.metered(
                        server.handle(),
                        kafka,
                        () -> lab.load().run(Requests.currentTime(server.port()), connections, duration)))));
        turns.add(new Rounds.Turn<>(
                Contenders.PRODUCER,
                () -> Sample.metered(producer.handle(), kafka, () -> producer.run(connections, duration))));
        return Rounds.take(lab.effort().rounds(), turns, lab.progress(), ThroughputTable::progress);
    }

    private static void givenRate(Lab lab, Rounds<Sample> rounds, Map<String, Server> servers, Broker broker) {
        if (lab.options().generator().equals("wrk")) {
            lab.progress().say("wrk keeps no rate: nothing is measured at a given one");
            return;
        }
        double slowest = servers.keySet().stream()
                .mapToDouble(name -> rounds.stat(name, Sample::perSecond).median())
                .min()
                .orElseThrow();
        var kafka = ProcessHandle.of(broker.pid()).orElseThrow();
        GivenRate.measure(lab, USUAL, slowest / 2, servers, kafka);
    }

    private static Map<String, Double> resident(Map<String, Server> servers) {
        var megabytes = new LinkedHashMap<String, Double>();
        servers.forEach((name, server) -> megabytes.put(name, server.residentBytes() / 1e6));
        return megabytes;
    }

    private static void memory(Lab lab, Map<String, Double> once, Map<String, Double> atEnd) {
        var rows = new ArrayList<List<String>>();
        var bars = new ArrayList<Chart.Bar>();
        once.forEach((name, megabytes) -> {
            lab.report().fact("memory." + name, megabytes);
            String text = Stat.number(megabytes, 0) + " MB";
            rows.add(List.of(name, text, Stat.number(atEnd.get(name), 0) + " MB"));
            bars.add(new Chart.Bar(name, megabytes, text, name.startsWith("Plainstream")));
        });
        var columns =
                List.of("", "after %d s of load".formatted(lab.effort().warmUp().toSeconds()), "at the end");
        lab.report().add(new Report.Table("Resident memory", NEW_CONNECTIONS, columns, rows));
        lab.report().add(new Chart.Group("Resident memory after the load (less is better)", bars));
    }
}
