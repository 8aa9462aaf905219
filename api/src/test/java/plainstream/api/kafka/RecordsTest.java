package plainstream.api.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RecordsTest {
    private static final Event.Identity IDENTITY =
            new Event.Identity("id", false, "2026-11-21T03:17:32.000001Z", "", "00");

    @Test
    void keepsTheLikesOfAMovieInOnePartition() {
        assertEquals(Set.of("tt1"), keys(Event.Type.LIKE, 1));
    }

    @Test
    void spreadsTheLikesOfAHotMovieOverItsKeys() {
        assertEquals(Set.of("tt1", "tt1#1", "tt1#2", "tt1#3"), keys(Event.Type.LIKE, 4));
    }

    @Test
    void spreadsNothingElse() {
        assertEquals(Set.of("tt1"), keys(Event.Type.ORDER, 4));
    }

    @Test
    void isACloudEventInBinaryMode() {
        var headers = Records.of(new Event(Event.Type.LIKE, "tt1", IDENTITY, new byte[0]), 1)
                .headers();
        assertEquals("id", new String(headers.lastHeader("ce_id").value(), UTF_8));
        assertEquals(
                "plainstream.like.v1", new String(headers.lastHeader("ce_type").value(), UTF_8));
        assertEquals(IDENTITY.time(), new String(headers.lastHeader("ce_time").value(), UTF_8));
    }

    private static Set<String> keys(Event.Type type, int likePartitions) {
        var keys = new TreeSet<String>();
        for (int i = 0; i < 200; i++) {
            keys.add(new String(
                    Records.of(new Event(type, "tt1", IDENTITY, new byte[0]), likePartitions)
                            .key(),
                    UTF_8));
        }
        return keys;
    }
}
