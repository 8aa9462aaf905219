package plainstream.consumer.aws;

import java.net.URI;
import java.util.List;

/**
 * A request to send.
 *
 * @param uri where to
 * @param headers its header lines, without Host and Content-Length, which come by themselves
 * @param body its body, empty if there is none
 */
public record HttpRequest(String method, URI uri, List<HttpHeader> headers, byte[] body) {}
