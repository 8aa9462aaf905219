package plainstream.esm.cli;

import java.time.Duration;
import plainstream.esm.EventSourceMapping;

/** Says when {@code --until-idle} is over: nothing happened for so long, to a mapping that reads. */
final class Idle {
    /** A group takes some seconds to let a member read; a topic that does not exist lets none. */
    private static final Duration JOIN_LIMIT = Duration.ofSeconds(30);

    private final Duration limit;
    private final long startNs = System.nanoTime();
    private long readingSinceNs;
    private boolean reading;

    Idle(Duration limit) {
        this.limit = limit;
    }

    /** To be asked often; {@code quietNs} is for how long nothing was counted. */
    boolean isOver(EventSourceMapping mapping, long quietNs) {
        long now = System.nanoTime();
        if (!reading && (mapping.isReading() || now - startNs > JOIN_LIMIT.toNanos())) {
            reading = true;
            readingSinceNs = now;
        }
        return reading && Math.min(quietNs, now - readingSinceNs) > limit.toNanos();
    }
}
