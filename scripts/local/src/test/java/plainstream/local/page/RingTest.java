package plainstream.local.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RingTest {
    private final Ring ring = new Ring(4);

    private static List<Long> numbers(Ring.Read read) {
        return read.events().stream().map(Ring.Event::number).toList();
    }

    private void add(int count) {
        Stream.generate(() -> "{}").limit(count).forEach(json -> ring.add("k", json));
    }

    @Test
    void givesWhatCameAfterANumber() throws InterruptedException {
        add(3);
        assertEquals(List.of(2L, 3L), numbers(ring.after(1, 0).orElseThrow()));
        assertEquals(List.of(), numbers(ring.after(3, 1).orElseThrow()), "nothing came in time");
    }

    @Test
    void tellsASlowReaderHowManyItMissed() throws InterruptedException {
        add(10);
        var read = ring.after(1, 0).orElseThrow();
        assertEquals(List.of(7L, 8L, 9L, 10L), numbers(read));
        assertEquals(5, read.missed());
    }

    @Test
    void wakesAWaitingReaderAndEndsItWhenClosed() throws InterruptedException {
        Thread.startVirtualThread(() -> add(1));
        assertEquals(List.of(1L), numbers(ring.after(0, 10_000).orElseThrow()));
        Thread.startVirtualThread(ring::close);
        assertTrue(ring.after(1, 10_000).isEmpty());
    }
}
