package plainstream.api.http;

import java.time.Duration;
import plainstream.api.settings.Settings;

/**
 * How long each layer waits. As with sizes ({@link Limit}), our limit comes first, so that we answer with a 4xx or a 503; the JDK's server, when
 * its own comes, closes without a word, which the load balancer tells as a 502. Only between two requests it is the other way round: whoever
 * sends the next one, the load balancer, has to let go of the connection first.
 */
public enum TimeLimit {
    /** From the headers to the end of the body; more is 408. The load balancer hands a slow body on as it comes, and waits for ever. */
    REQUEST(Duration.ofSeconds(10), Duration.ofSeconds(15), Duration.ofSeconds(Long.MAX_VALUE)),
    /** From the body to the answer: the longest wait for Kafka that can be set, then 503. The load balancer says 504 after its idle timeout. */
    ANSWER(Settings.Kafka.MOST_WAIT, Settings.Kafka.MOST_WAIT.plusSeconds(30), Duration.ofSeconds(60)),
    /** Between two requests on a connection. We have none of our own. */
    IDLE(Duration.ofSeconds(75), Duration.ofSeconds(75), Duration.ofSeconds(60));

    private final Duration ours;
    private final Duration jdk;
    private final Duration balancer;

    TimeLimit(Duration ours, Duration jdk, Duration balancer) {
        this.ours = ours;
        this.jdk = jdk;
        this.balancer = balancer;
    }

    /** When we answer. */
    public Duration ours() {
        return ours;
    }

    /** When the JDK's server is told to close. */
    public Duration jdk() {
        return jdk;
    }

    /** When the load balancer gives up, as {@code terraform/alb.tf} sets it. */
    Duration balancer() {
        return balancer;
    }

    /** What a slow reader gets beyond the wait. */
    public static Duration toRead() {
        return ANSWER.jdk.minus(ANSWER.ours);
    }
}
