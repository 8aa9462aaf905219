package plainstream.bench;

import java.util.ArrayList;
import java.util.List;

/** What the rounds of load say, for people. */
final class ThroughputTable {
    private ThroughputTable() {}

    static String progress(Sample sample) {
        return "%,10.0f/s  p99 %6.2f ms  %d errors".formatted(sample.perSecond(), sample.p99Ms(), sample.errors());
    }

    static void add(Report report, int connections, Rounds<Sample> rounds) {
        var rows = new ArrayList<List<String>>();
        var bars = new ArrayList<Chart.Bar>();
        for (String name : rounds.values().keySet()) {
            var perSecond = rounds.stat(name, Sample::perSecond);
            rows.add(row(rounds, name, perSecond));
            bars.add(new Chart.Bar(name, perSecond.median(), Stat.number(perSecond.median(), 0) + "/s", isOurs(name)));
            report.fact("throughput." + connections + "." + name, perSecond.median());
            report.fact(
                    "cpu." + connections + "." + name,
                    rounds.stat(name, Sample::serverUs).median());
            report.fact(
                    "kafka." + connections + "." + name,
                    rounds.stat(name, Sample::brokerUs).median());
        }
        report.add(new Report.Table(
                "GET /current_time over " + connections + " connections",
                "Medians, in brackets least and most; ratios are of each round, then their median.",
                List.of(
                        "",
                        "requests/s",
                        "× Helidon",
                        "× Spring",
                        "× hello-world",
                        "p50 ms",
                        "p99 ms",
                        "errors",
                        "server CPU µs",
                        "Kafka CPU µs"),
                rows));
        report.add(
                new Chart.Group("Requests per second, %d connections (more is better)".formatted(connections), bars));
    }

    private static List<String> row(Rounds<Sample> rounds, String name, Stat perSecond) {
        var row = new ArrayList<>(List.of(name, perSecond.text(0)));
        for (String to : List.of(Contenders.HELIDON, Contenders.SPRING, Contenders.HELLO)) {
            row.add(rounds.ratio(name, to, Sample::perSecond).text(2));
        }
        row.add(Stat.number(rounds.stat(name, Sample::p50Ms).median(), 2));
        row.add(Stat.number(rounds.stat(name, Sample::p99Ms).median(), 2));
        row.add(Stat.number(
                rounds.values().get(name).stream().mapToLong(Sample::errors).sum(), 0));
        row.add(Stat.number(rounds.stat(name, Sample::serverUs).median(), 1));
        row.add(Stat.number(rounds.stat(name, Sample::brokerUs).median(), 1));
        return List.copyOf(row);
    }

    private static boolean isOurs(String name) {
        return name.startsWith("Plainstream");
    }
}
