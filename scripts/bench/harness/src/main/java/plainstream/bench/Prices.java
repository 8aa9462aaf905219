package plainstream.bench;

/**
 * AWS's list prices in dollars, us-east-1, from AWS's pricing pages as known in 2025, and the quotas that bound a design.
 * They change: check them before relying on a total.
 */
final class Prices {
    static final double HOURS_PER_MONTH = 730;
    static final double SECONDS_PER_MONTH = HOURS_PER_MONTH * 3600;

    /** Fargate, Linux on ARM: a task of 1 vCPU and 2 GB, per hour. */
    static final double TASK_HOUR = 0.03238 + 2 * 0.00356;

    /** Load balancer: one capacity unit-hour, which is 1 GB or 25 new or 3,000 active connections; and the hour itself. */
    static final double LCU_HOUR = 0.008;

    static final double BALANCER_HOUR = 0.0225;

    /** MSK Serverless: cluster, partition, in and out. */
    static final double CLUSTER_HOUR = 0.75;

    static final double PARTITION_HOUR = 0.0015;
    static final double KAFKA_IN_GB = 0.10;
    static final double KAFKA_OUT_GB = 0.05;

    /** MSK Serverless takes so much per partition, bytes per second; a cluster takes 200e6. */
    static final double PARTITION_BYTES = 5e6;

    /** Lambda on ARM. */
    static final double LAMBDA_GB_SECOND = 0.0000133334;

    static final double LAMBDA_REQUEST = 0.20 / 1e6;

    /** Memory with which a function has one vCPU, in GB. */
    static final double GB_PER_VCPU = 1.769;

    /** Provisioned pollers: one reads about 5 MB/s; four of them are one unit. */
    static final double POLLER_BYTES = 5e6;

    static final double POLLER_UNIT_HOUR = 0.185;
    static final double POLLERS_PER_UNIT = 4;

    /** DynamoDB on demand: one unit writes up to 1 KB; each index writes as well. */
    static final double WRITE_UNIT = 0.625 / 1e6;

    private Prices() {}
}
