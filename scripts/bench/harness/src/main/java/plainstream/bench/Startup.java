package plainstream.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import plainstream.local.broker.Broker;

/** From the start of the process to the first 200, and to the first event that the broker acknowledged. */
final class Startup implements Part.Work {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private record Start(double firstAnswerMs, double firstEventMs, double cpuMs, double residentMb) {}

    @Override
    public void run(Lab lab) throws Exception {
        try (var broker = lab.broker("startup")) {
            var turns = new ArrayList<Rounds.Turn<Start>>();
            for (Contender contender : contenders(lab, broker)) {
                turns.add(new Rounds.Turn<>(contender.name(), () -> start(lab, contender, broker)));
            }
            add(
                    lab.report(),
                    Rounds.take(
                            lab.effort().starts(),
                            turns,
                            lab.progress(),
                            start -> "first 200 %5.0f ms, first event %5.0f ms"
                                    .formatted(start.firstAnswerMs(), start.firstEventMs())));
        }
    }

    private static List<Contender> contenders(Lab lab, Broker broker) throws IOException, InterruptedException {
        var all = lab.contenders();
        var shipped = lab.shipped().api(broker);
        // The API makes the topics that the peers write to.
        start(lab, shipped, broker);
        var contenders = new ArrayList<>(List.of(shipped, all.api()));
        for (Contender peer : List.of(all.helidonWithDuties(), all.quarkusWithDuties(), all.helidon(), all.spring())) {
            contenders.add(peer);
            if (lab.effort().cachedPeers()) {
                contenders.add(lab.shipped().cached(peer, peer.name() + " with an AOT cache", broker));
            }
        }
        return contenders;
    }

    private static Start start(Lab lab, Contender contender, Broker broker) {
        try (var server = lab.start(contender, broker.bootstrapServers())) {
            var answer = server.await("/hello", LIMIT);
            var event = server.await("/current_time?name=Paul", LIMIT);
            var cpu = Cpu.of(server.handle());
            return new Start(millis(answer), millis(event), millis(cpu), server.residentBytes() / 1e6);
        }
    }

    private static void add(Report report, Rounds<Start> rounds) {
        var rows = new ArrayList<List<String>>();
        var bars = new ArrayList<Chart.Bar>();
        for (String name : rounds.values().keySet()) {
            var event = rounds.stat(name, Start::firstEventMs);
            report.fact("start.event." + name, event.median());
            report.fact(
                    "start.answer." + name,
                    rounds.stat(name, Start::firstAnswerMs).median());
            rows.add(List.of(
                    name,
                    rounds.stat(name, Start::firstAnswerMs).text(0),
                    event.text(0),
                    rounds.stat(name, Start::cpuMs).text(0),
                    Stat.number(rounds.stat(name, Start::residentMb).median(), 0)));
            bars.add(new Chart.Bar(
                    name, event.median(), Stat.number(event.median(), 0) + " ms", name.startsWith("Plainstream")));
        }
        report.add(new Report.Table(
                "From the start of the process",
                "Medians, in brackets least and most.",
                List.of(
                        "",
                        "to the first 200, ms",
                        "to the first acknowledged event, ms",
                        "CPU until then, ms",
                        "resident then, MB"),
                rows));
        report.add(new Chart.Group("Start to the first acknowledged event (less is better)", bars));
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
