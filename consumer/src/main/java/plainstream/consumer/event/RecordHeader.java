package plainstream.consumer.event;

/**
 * One header of a record; names can repeat.
 *
 * @param name the name
 * @param value the bytes, empty if it was null
 */
public record RecordHeader(String name, byte[] value) {}
