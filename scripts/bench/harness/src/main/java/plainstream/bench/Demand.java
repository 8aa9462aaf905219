package plainstream.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * What a rate of events needs, computed from the measured cost of one.
 *
 * @param perSecond events
 * @param apiUs processor time of the API per event
 * @param functionUs processor time of the function per event
 * @param unitsPerEvent DynamoDB write units per event
 */
record Demand(double perSecond, double apiUs, double functionUs, double unitsPerEvent) {
    /** Half is kept free, for peaks and for the loss of a zone. */
    static final double UTILIZATION = 0.5;

    /** Key, value, headers and the log's own: measured with the greeting, rounded up. */
    static final double RECORD_BYTES = 400;

    /** Two tasks and three partitions are the least that stands a loss. */
    static final int LEAST_TASKS = 2;

    static final int LEAST_PARTITIONS = 3;

    private static final double BATCH = 10_000;
    private static final double ANSWER_BYTES = 1_000;

    double tasks() {
        return Math.max(LEAST_TASKS, Math.ceil(perSecond * apiUs / 1e6 / UTILIZATION));
    }

    double bytesPerSecond() {
        return perSecond * RECORD_BYTES;
    }

    /** One function works on a partition at a time, so that its processor bounds them as well as Kafka's quota. */
    double partitions() {
        double byBytes = bytesPerSecond() / Prices.PARTITION_BYTES / UTILIZATION;
        double byFunction = perSecond * functionUs / 1e6 / UTILIZATION;
        return Math.max(LEAST_PARTITIONS, Math.ceil(Math.max(byBytes, byFunction)));
    }

    double pollers() {
        return Math.ceil(bytesPerSecond() / Prices.POLLER_BYTES / UTILIZATION);
    }

    double writeUnitsPerSecond() {
        return perSecond * unitsPerEvent;
    }

    double apiDollars() {
        double lcus = perSecond * ANSWER_BYTES * 3600 / 1e9;
        return Prices.HOURS_PER_MONTH * (tasks() * Prices.TASK_HOUR + Prices.BALANCER_HOUR + lcus * Prices.LCU_HOUR);
    }

    double kafkaDollars() {
        double gigabytes = bytesPerSecond() * Prices.SECONDS_PER_MONTH / 1e9;
        double hours = Prices.CLUSTER_HOUR + partitions() * Prices.PARTITION_HOUR;
        return Prices.HOURS_PER_MONTH * hours + gigabytes * (Prices.KAFKA_IN_GB + Prices.KAFKA_OUT_GB);
    }

    double functionDollars() {
        double gigabyteSeconds = perSecond * functionUs / 1e6 * Prices.GB_PER_VCPU * Prices.SECONDS_PER_MONTH;
        double invocations = Math.max(perSecond / BATCH, 1) * Prices.SECONDS_PER_MONTH;
        double units = Math.ceil(pollers() / Prices.POLLERS_PER_UNIT);
        return gigabyteSeconds * Prices.LAMBDA_GB_SECOND
                + invocations * Prices.LAMBDA_REQUEST
                + units * Prices.POLLER_UNIT_HOUR * Prices.HOURS_PER_MONTH;
    }

    double databaseDollars() {
        return writeUnitsPerSecond() * Prices.SECONDS_PER_MONTH * Prices.WRITE_UNIT;
    }

    double dollars() {
        return apiDollars() + kafkaDollars() + functionDollars() + databaseDollars();
    }

    List<String> row(String name) {
        var row = new ArrayList<>(List.of(name));
        for (double value : List.of(tasks(), partitions(), pollers(), writeUnitsPerSecond())) {
            row.add(Stat.number(value, 0));
        }
        for (double value : List.of(apiDollars(), kafkaDollars(), functionDollars(), databaseDollars(), dollars())) {
            row.add(Stat.number(value, 0));
        }
        return List.copyOf(row);
    }
}
