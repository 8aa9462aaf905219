package plainstream.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The table at the head of scripts/bench/README.md, from the figures of a run: each goal, met or missed. */
final class Summary {
    private static final double FLOOR_64 = 1.15;
    private static final double FLOOR_1024 = 1.25;
    private static final double FIRST_ANSWER = 9;
    private static final double FIRST_EVENT = 5.3;
    private static final double RESIDENT_MB = 110;
    private static final double COLD_JSON_MS = 3;
    private static final double COLD_TABLE_MS = 45;
    private static final double DECODE = 2.2;
    private static final double DECODE_HEADERS = 4;

    private final Map<String, Double> facts;
    private final List<String> rows = new ArrayList<>();

    private Summary(Map<String, Double> facts) {
        this.facts = facts;
    }

    /** Rows of what was measured; nothing of the rest. */
    static String markdown(Map<String, Double> facts) {
        var summary = new Summary(facts);
        summary.processor(64, FLOOR_64);
        summary.processor(1_024, FLOOR_1024);
        summary.atOneRate();
        summary.start("answer", "start to the first 200", FIRST_ANSWER);
        summary.start("event", "start to the first acknowledged event", FIRST_EVENT);
        summary.memory();
        summary.most("cold.Plainstream, JSON only", "cold start above an empty handler, JSON only", "ms", COLD_JSON_MS);
        summary.most("cold.Plainstream, event to table", "the same, event to table", "ms", COLD_TABLE_MS);
        summary.least("decode.C1.none", "decoding as on Lambda, × Jackson streaming", DECODE);
        summary.least("decode.C1.cloudevents", "the same, with our headers", DECODE_HEADERS);
        return summary.rows.isEmpty()
                ? ""
                : "| | measured | goal |\n|---|---|---|\n" + String.join("\n", summary.rows) + "\n";
    }

    private void processor(int connections, double goal) {
        String kind = "cpu." + connections + ".";
        if (facts.containsKey(kind + Contenders.API)) {
            double floor = fact("floor." + connections);
            double times = fact(kind + Contenders.API) / floor;
            row(
                    "processor per accepted event, %,d connections".formatted(connections),
                    "%s µs: %s × the floor of %s (hello-world %s, producer %s); %s"
                            .formatted(
                                    us(kind, Contenders.API),
                                    Stat.number(times, 2),
                                    Stat.number(floor, 1),
                                    us(kind, Contenders.HELLO),
                                    us(kind, Contenders.PRODUCER),
                                    others(kind)),
                    "≤ " + goal + " × the floor",
                    times <= goal);
        }
    }

    private void atOneRate() {
        String kind = "rated.cpu.";
        if (facts.containsKey(kind + Contenders.API)) {
            row(
                    "the same at half of the slowest's rate",
                    "%s µs; hello-world %s; %s"
                            .formatted(us(kind, Contenders.API), us(kind, Contenders.HELLO), others(kind)),
                    "ahead of each peer with our duties",
                    fact(kind + Contenders.API) <= fact(kind + Contenders.HELIDON_DUTIES)
                            && fact(kind + Contenders.API) <= fact(kind + Contenders.SPRING_DUTIES)
                            && fact(kind + Contenders.API) <= fact(kind + Contenders.QUARKUS_DUTIES));
        }
    }

    private String others(String kind) {
        return "Helidon SE with our duties %s, bare %s; Spring Boot with our duties %s, bare %s; Quarkus with our duties %s; ours on robaho's server %s"
                .formatted(
                        us(kind, Contenders.HELIDON_DUTIES),
                        us(kind, Contenders.HELIDON),
                        us(kind, Contenders.SPRING_DUTIES),
                        us(kind, Contenders.SPRING),
                        us(kind, Contenders.QUARKUS_DUTIES),
                        us(kind, Contenders.API_OTHER));
    }

    private void start(String what, String name, double goal) {
        String kind = "start." + what + ".";
        if (facts.containsKey(kind + Contenders.API)) {
            double own = fact(kind + Contenders.API);
            double times = fact(kind + Contenders.HELIDON_DUTIES) / own;
            row(
                    name,
                    "%s ms; Helidon SE with our duties %s ×, bare %s ×; Quarkus with our duties %s ×; Spring Boot %s ×"
                            .formatted(
                                    Stat.number(own, 0),
                                    Stat.number(times, 1),
                                    Stat.number(fact(kind + Contenders.HELIDON) / own, 1),
                                    Stat.number(fact(kind + Contenders.QUARKUS_DUTIES) / own, 1),
                                    Stat.number(fact(kind + Contenders.SPRING) / own, 1)),
                    "≥ " + Stat.number(goal, 1) + " × Helidon SE",
                    fact(kind + Contenders.HELIDON) / own >= goal);
        }
    }

    private void memory() {
        String kind = "memory.";
        if (facts.containsKey(kind + Contenders.API)) {
            row(
                    "resident memory after load",
                    "%s MB; hello-world %s; %s"
                            .formatted(us(kind, Contenders.API), us(kind, Contenders.HELLO), others(kind)),
                    "≤ " + Stat.number(RESIDENT_MB, 0) + " MB",
                    fact(kind + Contenders.API) <= RESIDENT_MB);
        }
    }

    private void most(String fact, String name, String unit, double goal) {
        if (facts.containsKey(fact)) {
            row(
                    name,
                    Stat.number(fact(fact), 0) + " " + unit,
                    "≤ " + Stat.number(goal, 0) + " " + unit,
                    fact(fact) <= goal);
        }
    }

    private void least(String fact, String name, double goal) {
        if (facts.containsKey(fact)) {
            row(name, Stat.number(fact(fact), 2), "≥ " + Stat.number(goal, 1), fact(fact) >= goal);
        }
    }

    private void row(String name, String measured, String goal, boolean met) {
        rows.add("| %s | %s | %s: %s |".formatted(name, measured, goal, met ? "met" : "**missed**"));
    }

    private String us(String kind, String name) {
        return Stat.number(fact(kind + name), 1);
    }

    private double fact(String name) {
        return facts.getOrDefault(name, Double.NaN);
    }
}
