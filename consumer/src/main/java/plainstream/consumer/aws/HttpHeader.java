package plainstream.consumer.aws;

/**
 * One line of an HTTP header.
 *
 * @param value the value
 */
public record HttpHeader(String name, String value) {}
