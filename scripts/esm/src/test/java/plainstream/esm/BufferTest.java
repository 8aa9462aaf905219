package plainstream.esm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class BufferTest {
    private static final Duration LONG = Duration.ofSeconds(300);

    @Test
    void waitsForTheWindowUnlessTheBatchIsFull() {
        var buffer = new Buffer(new MappingSettings.Batching(3, LONG));
        Items.items(0, 2).forEach(buffer::add);
        assertFalse(buffer.ready(Set.of()));
        assertEquals(List.of(), buffer.take(Set.of()));
        buffer.add(Items.item(0, 2, "last"));
        buffer.add(Items.item(0, 3, "next"));
        assertTrue(buffer.ready(Set.of()));
        assertEquals(3, buffer.take(Set.of()).size());
        assertFalse(buffer.ready(Set.of()));
    }

    @Test
    void takesWhatIsThereWithoutAWindow() {
        var buffer = new Buffer(new MappingSettings.Batching(100, Duration.ZERO));
        buffer.add(Items.item(0, 0, "only"));
        assertEquals(1, buffer.take(Set.of()).size());
    }

    @Test
    void cutsTheBatchAtThePayloadLimit() {
        var buffer = new Buffer(new MappingSettings.Batching(10_000, LONG));
        for (int i = 0; i < 8; i++) {
            buffer.add(Items.item(0, i, new byte[1_000_000], 1));
        }
        assertTrue(buffer.ready(Set.of()));
        var batch = buffer.take(Set.of());
        assertEquals(4, batch.size());
        assertTrue(Items.EVENT.encode(batch).length <= RuntimeApi.PAYLOAD_LIMIT);
    }

    @Test
    void keepsTheRecordsOfABusyPartition() {
        var buffer = new Buffer(new MappingSettings.Batching(2, Duration.ZERO));
        Items.items(0, 3).forEach(buffer::add);
        var busy = Set.of(new TopicPartition("t", 0));
        assertFalse(buffer.ready(busy));
        assertTrue(buffer.full());
        Items.items(1, 1).forEach(buffer::add);
        assertEquals(1, buffer.take(busy).getFirst().partition().partition());
        assertEquals(List.of(), buffer.take(busy));
        assertEquals(2, buffer.take(Set.of()).size());
        assertEquals(2, buffer.take(Set.of()).getFirst().offset());
        assertEquals(0, buffer.size());
    }

    @Test
    void forgetsAPartition() {
        var buffer = new Buffer(new MappingSettings.Batching(2, LONG));
        Items.items(0, 1).forEach(buffer::add);
        Items.items(1, 1).forEach(buffer::add);
        buffer.remove(Set.of(new TopicPartition("t", 0)));
        assertFalse(buffer.ready(Set.of()));
    }

    @Test
    void namesEveryLimitThatIsBroken() {
        var source = new MappingSettings.Source(List.of(), "g", new MappingSettings.Start.Latest(), Pollers.fixed(0));
        var batching = new MappingSettings.Batching(10_001, Duration.ofSeconds(301));
        var error = assertThrows(
                IllegalArgumentException.class, () -> new MappingSettings("m", source, batching, Items.RETRY, false));
        assertEquals(
                "mapping m: topics: at least one; pollers: minimum 1–200, maximum from minimum to 2,000; batchSize: 1–10,000; window: 0–300 s",
                error.getMessage());
    }
}
