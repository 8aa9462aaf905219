package plainstream.consumer.event;

import plainstream.consumer.json.JsonException;

/** Any bytes: the event reader gives records, each with its place, or one of its own two exceptions. */
public final class MskEventFuzz {
    private MskEventFuzz() {}

    /** Called by the fuzzer, and once for each kept case. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        try {
            for (var partition : MskEventReader.read(bytes)) {
                long last = -1;
                for (var record : partition.records()) {
                    if (record.offset() <= last || record.partition() != partition.partition()) {
                        throw new IllegalStateException("out of order: " + record);
                    }
                    last = record.offset();
                }
            }
        } catch (JsonException | MalformedEventException e) {
            // Refused, in the reader's own words.
        }
    }
}
