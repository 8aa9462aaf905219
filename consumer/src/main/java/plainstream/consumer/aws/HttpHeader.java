package plainstream.consumer.aws;

/**
 * One line of an HTTP header.
 *
 * @param name the name, as it is sent
 * @param value the value
 */
public record HttpHeader(String name, String value) {}
