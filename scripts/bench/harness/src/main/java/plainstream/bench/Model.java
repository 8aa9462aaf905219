package plainstream.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * On paper: what a rate of events needs on AWS, from the cost of one as this bench measured it. The last rate of each kind is what one
 * installation promises: half of an MSK Serverless cluster, and half of the write units of as many keys as a day can have.
 */
final class Model implements Part.Work {
    private static final List<Integer> LIKES = List.of(1_000, 100_000, 250_000);
    private static final List<Integer> TIMESTAMPS = List.of(1_000, 10_000, 64_000);
    private static final double KEY_UNITS = 1_000;
    private static final String API = "cpu.64." + Contenders.API;
    private static final String LIKE = "batch.plainstream.like.v1.10000";
    private static final String TIMESTAMP = "batch.plainstream.timestamp.v1.10000";
    // 100 movies in a batch of 10,000 likes: 100 updates. A timestamp is one item in the table and one in its index.
    private static final int SHARDS_COLUMN = 4;
    private static final double UNITS_PER_LIKE = 0.01;
    private static final double UNITS_PER_TIMESTAMP = 2;

    @Override
    public void run(Lab lab) throws Exception {
        Map<String, Double> facts = Facts.load(lab.options().output());
        facts.putAll(lab.report().facts());
        for (String needed : List.of(API, LIKE, TIMESTAMP)) {
            if (!facts.containsKey(needed)) {
                lab.progress().say("no model: run the parts throughput and batches first (%s is unknown)", needed);
                return;
            }
        }
        var rows = new ArrayList<List<String>>();
        for (int rate : LIKES) {
            var likes = new Demand(rate, facts.get(API), facts.get(LIKE), UNITS_PER_LIKE);
            rows.add(row("%,d likes/s".formatted(rate), likes, 1));
        }
        for (int rate : TIMESTAMPS) {
            var timestamps = new Demand(rate, facts.get(API), facts.get(TIMESTAMP), UNITS_PER_TIMESTAMP);
            rows.add(row(
                    "%,d timestamps/s".formatted(rate), timestamps, Math.ceil(rate / KEY_UNITS / Demand.UTILIZATION)));
        }
        lab.report().add(new Report.Table("Model: what a rate of events needs", note(facts), columns(), rows));
    }

    private static List<String> row(String name, Demand demand, double shards) {
        var row = new ArrayList<>(demand.row(name));
        row.add(SHARDS_COLUMN, Stat.number(shards, 0));
        return row;
    }

    private static List<String> columns() {
        return List.of(
                "sustained",
                "tasks (1 vCPU)",
                "partitions",
                "pollers",
                "`TIMESTAMP_SHARDS`",
                "write units/s",
                "API $/month",
                "Kafka $",
                "functions $",
                "DynamoDB $",
                "sum $/month");
    }

    private static String note(Map<String, Double> facts) {
        return """
                **Arithmetic, not a measurement on AWS.** Measured here: %s µs of processor per request of the API, %s µs per like and \
                %s µs per timestamp of the function, in batches of 10,000. Taken for granted: a vCPU of AWS is worth one of this machine; \
                half of everything stays free; %,.0f bytes per record in Kafka; 100 different movies per batch.

                - tasks = rate × API µs ÷ 10⁶ ÷ 0.5, at least %d
                - partitions = the larger of rate × bytes ÷ (5 MB/s × 0.5) and rate × function µs ÷ 10⁶ ÷ 0.5, at least %d
                - pollers = rate × bytes ÷ (5 MB/s × 0.5)
                - write units = rate × 0.01 for likes (one update per movie and batch), × 2 for timestamps (table and index)
                - `TIMESTAMP_SHARDS` = rate ÷ 1,000 ÷ 0.5
                - dollars at list prices of us-east-1 (Prices.java names each); archive, logs, data transfer and storage come on top""".formatted(
                        Stat.number(facts.get(API), 1),
                        Stat.number(facts.get(LIKE), 1),
                        Stat.number(facts.get(TIMESTAMP), 1),
                        Demand.RECORD_BYTES,
                        Demand.LEAST_TASKS,
                        Demand.LEAST_PARTITIONS);
    }
}
