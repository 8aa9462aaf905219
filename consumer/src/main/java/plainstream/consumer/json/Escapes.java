package plainstream.consumer.json;

/** Whether the string that was read last has escapes. One per reader, used again and again: reading a string makes nothing. */
final class Escapes {
    boolean some;
}
