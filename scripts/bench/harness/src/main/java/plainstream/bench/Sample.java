package plainstream.bench;

import java.util.function.Supplier;

/**
 * One round of load on one contender.
 *
 * @param perSecond answers with a 2xx status
 * @param p50Ms median latency of those
 * @param p99Ms 99 of 100 were at most this slow
 * @param maxMs the slowest
 * @param errors other statuses, and connections that broke
 * @param serverUs processor time of the server per answer; NaN when it was not looked at
 * @param brokerUs processor time of Kafka per answer; NaN when it was not looked at
 */
record Sample(
        double perSecond, double p50Ms, double p99Ms, double maxMs, long errors, double serverUs, double brokerUs) {
    Sample(double perSecond, double p50Ms, double p99Ms, double maxMs, long errors) {
        this(perSecond, p50Ms, p99Ms, maxMs, errors, Double.NaN, Double.NaN);
    }

    /** The same round with what it cost server and broker. */
    static Sample metered(ProcessHandle server, ProcessHandle broker, Supplier<Sample> round) {
        long start = System.nanoTime();
        var serverBefore = Cpu.of(server);
        var brokerBefore = Cpu.of(broker);
        var sample = round.get();
        double answers = sample.perSecond() * (System.nanoTime() - start) / 1e9;
        return new Sample(
                sample.perSecond(),
                sample.p50Ms(),
                sample.p99Ms(),
                sample.maxMs(),
                sample.errors(),
                Cpu.of(server).minus(serverBefore).toNanos() / 1e3 / answers,
                Cpu.of(broker).minus(brokerBefore).toNanos() / 1e3 / answers);
    }
}
