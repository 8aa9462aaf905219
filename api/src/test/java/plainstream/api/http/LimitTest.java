package plainstream.api.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import plainstream.api.ApiFixture;

/** What the load balancer lets through reaches our rules; what they refuse, they refuse before anything else would. */
class LimitTest {
    @ParameterizedTest
    @EnumSource
    void isOursBeforeTheLoadBalancersAndTheJdksLast(Limit limit) {
        assertTrue(limit.ours() < limit.balancer(), limit + ": ours is never met");
        assertTrue(limit.balancer() <= limit.jdk(), limit + ": the JDK's server would close without an answer");
    }

    @ParameterizedTest
    @EnumSource(names = {"REQUEST", "ANSWER"})
    void answersBeforeAnybodyGivesUp(TimeLimit limit) {
        assertTrue(limit.ours().compareTo(limit.jdk()) < 0, limit + ": the JDK's server would close without an answer");
        assertTrue(limit.ours().compareTo(limit.balancer()) < 0, limit + ": the load balancer would say 504");
    }

    @Test
    void keepsAConnectionLongerThanTheLoadBalancer() throws IOException {
        assertTrue(
                TimeLimit.IDLE.balancer().compareTo(TimeLimit.IDLE.jdk()) < 0, "it would send a request as we close");
        String terraform = Files.readString(Path.of("../terraform/alb.tf"));
        var idle = Pattern.compile("(?m)^  idle_timeout +=\\s*(\\d+)").matcher(terraform);
        assertTrue(idle.find());
        assertEquals(Duration.ofSeconds(Long.parseLong(idle.group(1))), TimeLimit.IDLE.balancer());
        assertEquals(TimeLimit.IDLE.balancer(), TimeLimit.ANSWER.balancer());
    }

    /** What stands above is what the server was told. */
    @Test
    void tellsTheServer() {
        new ApiFixture().close();
        assertEquals(TimeLimit.REQUEST.jdk().toSeconds(), Long.getLong("sun.net.httpserver.maxReqTime"));
        assertEquals(TimeLimit.IDLE.jdk().toSeconds(), Long.getLong("sun.net.httpserver.idleInterval"));
        assertEquals(Limit.HEADERS.jdk(), Long.getLong("sun.net.httpserver.maxReqHeaders"));
        assertEquals(Limit.HEADER_BYTES.jdk(), Long.getLong("sun.net.httpserver.maxReqHeaderSize"));
        assertEquals(TimeLimit.ANSWER.jdk(), TimeLimit.ANSWER.ours().plus(TimeLimit.toRead()));
        assertTrue(Long.getLong("sun.net.httpserver.maxRspTime")
                <= TimeLimit.ANSWER.jdk().toSeconds());
    }
}
