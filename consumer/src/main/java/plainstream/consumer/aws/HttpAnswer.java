package plainstream.consumer.aws;

/**
 * What came back.
 *
 * @param status the HTTP status
 * @param body the whole body, whatever the status
 */
public record HttpAnswer(int status, byte[] body) {}
