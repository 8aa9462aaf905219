package plainstream.bench;

import java.util.ArrayList;
import java.util.List;

/** What the rounds of load say, for people: processor time first, since the machine's own load disturbs it least. */
final class ThroughputTable {
    private static final String FLOOR = "floor: hello-world + producer";
    private static final List<String> COLUMNS = List.of(
            "",
            "server CPU µs per event",
            "× floor",
            "Helidon, our duties = 1",
            "requests/s",
            "p50 ms",
            "p99 ms",
            "errors",
            "Kafka CPU µs");

    private ThroughputTable() {}

    static String progress(Sample sample) {
        return "%,10.0f/s  p99 %6.2f ms  %5.1f µs  %d errors"
                .formatted(sample.perSecond(), sample.p99Ms(), sample.serverUs(), sample.errors());
    }

    static void add(Report report, int connections, Rounds<Sample> rounds) {
        var rows = new ArrayList<List<String>>();
        var bars = new ArrayList<Chart.Bar>();
        for (String name : rounds.values().keySet()) {
            var cpu = rounds.stat(name, Sample::serverUs);
            rows.add(row(rounds, name, cpu));
            bars.add(new Chart.Bar(name, cpu.median(), Stat.number(cpu.median(), 1) + " µs", isOurs(name)));
            report.fact(
                    "throughput." + connections + "." + name,
                    rounds.stat(name, Sample::perSecond).median());
            report.fact("cpu." + connections + "." + name, cpu.median());
            report.fact(
                    "kafka." + connections + "." + name,
                    rounds.stat(name, Sample::brokerUs).median());
        }
        rows.add(List.of(FLOOR, Stat.number(floor(rounds).median(), 1), "1.00", "", "", "", "", "", ""));
        report.fact("floor." + connections, floor(rounds).median());
        report.add(new Report.Table(
                "GET /current_time over " + connections + " connections, as fast as it is answered",
                "Medians, in brackets least and most; ratios are of each round, then their median. The peers with our duties log, measure, "
                        + "name and limit requests and write CloudEvents, each in its own way; the bare ones have the route alone.",
                COLUMNS,
                rows));
        report.add(new Chart.Group(
                "Processor time per accepted event, %d connections (less is better)".formatted(connections), bars));
    }

    private static List<String> row(Rounds<Sample> rounds, String name, Stat cpu) {
        return List.of(
                name,
                cpu.text(1),
                overFloor(rounds, name).text(2),
                rounds.ratio(name, Contenders.HELIDON_DUTIES, Sample::serverUs).text(2),
                rounds.stat(name, Sample::perSecond).text(0),
                Stat.number(rounds.stat(name, Sample::p50Ms).median(), 2),
                Stat.number(rounds.stat(name, Sample::p99Ms).median(), 2),
                Stat.number(
                        rounds.values().get(name).stream()
                                .mapToLong(Sample::errors)
                                .sum(),
                        0),
                Stat.number(rounds.stat(name, Sample::brokerUs).median(), 1));
    }

    /** What nobody can do without who answers over the JDK's server and sends with Kafka's client. */
    private static Stat floor(Rounds<Sample> rounds) {
        return Stat.of(floors(rounds));
    }

    private static Stat overFloor(Rounds<Sample> rounds, String name) {
        var floors = floors(rounds);
        var ratios = new ArrayList<Double>();
        for (int i = 0; i < floors.size(); i++) {
            ratios.add(rounds.values().get(name).get(i).serverUs() / floors.get(i));
        }
        return Stat.of(ratios);
    }

    private static List<Double> floors(Rounds<Sample> rounds) {
        var hello = rounds.values().get(Contenders.HELLO);
        var producer = rounds.values().get(Contenders.PRODUCER);
        var floors = new ArrayList<Double>();
        for (int i = 0; i < hello.size(); i++) {
            floors.add(hello.get(i).serverUs() + producer.get(i).serverUs());
        }
        return floors;
    }

    private static boolean isOurs(String name) {
        return name.startsWith("Plainstream");
    }
}
