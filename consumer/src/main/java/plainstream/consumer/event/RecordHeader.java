package plainstream.consumer.event;

/**
 * One header of a record; names can repeat.
 *
 * @param value the bytes, empty if it was null
 */
public record RecordHeader(String name, byte[] value) {}
