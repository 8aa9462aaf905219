package plainstream.consumer.batch;

import plainstream.consumer.TestEvent;
import plainstream.consumer.event.MskEventReader;

/** Partitions of a batch, for the tests of what happens in it. */
public final class Partitions {
    private Partitions() {}

    /** The event's one partition. */
    public static PartitionRun only(TestEvent event) {
        return new PartitionRun(MskEventReader.read(event.bytes()).getFirst());
    }

    /** Likes of one movie at the offsets from here to there. */
    public static PartitionRun likes(int from, int to) {
        TestEvent event = new TestEvent();
        for (int offset = from; offset < to; offset++) {
            event.like(0, offset, "tt1");
        }
        return only(event);
    }

    /** How many records have an outcome of this kind. */
    public static long count(PartitionRun partition, Class<? extends Outcome> kind) {
        return partition.count(kind);
    }
}
