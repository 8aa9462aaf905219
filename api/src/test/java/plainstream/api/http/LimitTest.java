package plainstream.api.http;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the load balancer lets through reaches our rules; what they refuse, they refuse before anything else would. */
class LimitTest {
    @ParameterizedTest
    @EnumSource
    void isOursBeforeTheLoadBalancersAndTheJdksLast(Limit limit) {
        assertTrue(limit.ours() < limit.balancer(), limit + ": ours is never met");
        assertTrue(limit.balancer() <= limit.jdk(), limit + ": the JDK's server would close without an answer");
    }
}
