package plainstream.bench;

import java.time.Duration;

/** Load: each connection sends its next request when the last one is answered, or at a given rate. */
interface Load {
    double AS_FAST_AS_ANSWERED = Double.POSITIVE_INFINITY;

    /**
     * Loads a server of this machine.
     *
     * @param requests what is sent, in turns
     * @param connections kept open, 1 to some thousands
     * @param duration from when all are connected
     * @return what came back
     */
    default Sample run(Requests requests, int connections, Duration duration) {
        return run(requests, connections, duration, AS_FAST_AS_ANSWERED);
    }

    /**
     * Loads a server of this machine at a given rate. A request that is late, because the one before it was not answered in time, counts from
     * when it should have been sent.
     *
     * @param perSecond of all connections together; {@link #AS_FAST_AS_ANSWERED} for none
     */
    Sample run(Requests requests, int connections, Duration duration, double perSecond);
}
