package plainstream.bench;

import java.util.List;

/**
 * What one event costs, from the socket to the row.
 *
 * @param name of its kind
 * @param apiUs processor time of the API
 * @param functionUs processor time of all functions that work on it
 * @param units write units of DynamoDB
 * @param httpBytes of request and answer
 * @param kafkaBytes in all topics
 * @param functions how many work on it
 */
record EventCost(
        String name,
        double apiUs,
        double functionUs,
        double units,
        double httpBytes,
        double kafkaBytes,
        int functions) {
    static final List<String> COLUMNS =
            List.of("", "API µs", "function µs", "write units", "HTTP bytes", "Kafka bytes", "$ per million");

    private static final double MILLION = 1e6;

    EventCost with(double bytes, double us, double writeUnits, int steps) {
        return new EventCost(name, apiUs, us, writeUnits, httpBytes, bytes, steps);
    }

    /** At list prices, with half of everything kept free; without hours that cost the same at any rate. */
    double dollarsPerMillion() {
        double task = apiUs / MILLION / Demand.UTILIZATION * Prices.TASK_HOUR / 3600;
        double balancer = httpBytes / 1e9 * Prices.LCU_HOUR;
        // Read by a function of each topic, and by the archive.
        double kafka = kafkaBytes / 1e9 * (Prices.KAFKA_IN_GB + Prices.KAFKA_OUT_GB * 2);
        double function = functionUs / MILLION * Prices.GB_PER_VCPU * Prices.LAMBDA_GB_SECOND
                + (double) functions / PerEvent.BATCH * Prices.LAMBDA_REQUEST;
        return MILLION * (task + balancer + kafka + function + units * Prices.WRITE_UNIT);
    }

    List<String> row() {
        return List.of(
                name,
                Stat.number(apiUs, 1),
                Stat.number(functionUs, 1),
                Stat.number(units, 2),
                Stat.number(httpBytes, 0),
                Stat.number(kafkaBytes, 0),
                Stat.number(dollarsPerMillion(), 2));
    }

    void facts(Report report) {
        String prefix = "event." + name + ".";
        report.fact(prefix + "API µs", apiUs);
        report.fact(prefix + "function µs", functionUs);
        report.fact(prefix + "write units", units);
        report.fact(prefix + "HTTP bytes", httpBytes);
        report.fact(prefix + "Kafka bytes", kafkaBytes);
        report.fact(prefix + Check.DOLLARS, dollarsPerMillion());
    }
}
