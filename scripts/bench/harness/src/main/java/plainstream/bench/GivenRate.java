package plainstream.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Everyone at one rate, half of what the slowest can do: processor time, latency and memory of the same work. */
final class GivenRate {
    private static final List<String> COLUMNS = List.of(
            "", "server CPU µs per event", "Helidon, our duties = 1", "p50 ms", "p99 ms", "errors", "resident MB");

    private GivenRate() {}

    static void measure(Lab lab, int connections, double perSecond, Map<String, Server> servers, ProcessHandle kafka) {
        lab.progress().say("%,.0f requests/s over %d connections", perSecond, connections);
        var turns = new ArrayList<Rounds.Turn<Sample>>();
        servers.forEach((name, server) -> turns.add(new Rounds.Turn<>(
                name,
                () -> Sample.metered(
                        server.handle(),
                        kafka,
                        () -> lab.load()
                                .run(
                                        Requests.currentTime(server.port()),
                                        connections,
                                        lab.effort().round(),
                                        perSecond)))));
        var rounds = Rounds.take(lab.effort().rounds(), turns, lab.progress(), ThroughputTable::progress);
        var rows = new ArrayList<List<String>>();
        servers.forEach((name, server) -> rows.add(row(lab.report(), rounds, name, server.residentBytes() / 1e6)));
        lab.report()
                .add(new Report.Table(
                        "GET /current_time at %,.0f requests/s over %d connections".formatted(perSecond, connections),
                        "Half of what the slowest reached. A late request counts from when it should have been sent.",
                        COLUMNS,
                        rows));
    }

    private static List<String> row(Report report, Rounds<Sample> rounds, String name, double megabytes) {
        var cpu = rounds.stat(name, Sample::serverUs);
        report.fact("rated.cpu." + name, cpu.median());
        return List.of(
                name,
                cpu.text(1),
                rounds.ratio(name, Contenders.HELIDON_DUTIES, Sample::serverUs).text(2),
                rounds.stat(name, Sample::p50Ms).text(2),
                rounds.stat(name, Sample::p99Ms).text(2),
                Stat.number(
                        rounds.values().get(name).stream()
                                .mapToLong(Sample::errors)
                                .sum(),
                        0),
                Stat.number(megabytes, 0));
    }
}
