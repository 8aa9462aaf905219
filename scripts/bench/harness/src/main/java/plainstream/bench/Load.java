package plainstream.bench;

import java.time.Duration;

/** A closed loop of load: each connection sends its next request when the last one is answered. */
interface Load {
    /**
     * Loads a server of this machine.
     *
     * @param requests what is sent, in turns
     * @param connections kept open, 1 to some thousands
     * @param duration from when all are connected
     * @return what came back
     */
    Sample run(Requests requests, int connections, Duration duration);
}
