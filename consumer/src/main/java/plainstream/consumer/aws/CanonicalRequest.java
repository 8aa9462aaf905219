package plainstream.consumer.aws;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The first step of Signature Version 4: the one form that a request has for client and server alike.
 *
 * @param text the canonical request
 * @param signedHeaders the names of the headers in it, {@code a;b;c}
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">AWS: create a signed
 *     request</a>
 */
public record CanonicalRequest(String text, String signedHeaders) {
    /** What proxies and clients change on the way cannot be signed. */
    private static final Set<String> NEVER_SIGNED =
            Set.of("connection", "expect", "transfer-encoding", "upgrade", "user-agent", "x-amzn-trace-id");

    /**
     * Makes the canonical form.
     *
     * @param path the path as it is sent, not encoded once more
     * @param query the query as it is sent, without the question mark
     * @param headers all headers, Host among them
     * @param payloadHash the lower-case hexadecimal SHA-256 of the body
     * @param normalizePath whether to resolve dots and slashes in the path (all services but S3)
     * @return the canonical request
     */
    public static CanonicalRequest of(
            String method,
            String path,
            String query,
            List<HttpHeader> headers,
            String payloadHash,
            boolean normalizePath) {
        Map<String, String> sorted = sorted(headers);
        String signed = String.join(";", sorted.keySet());
        StringBuilder text = new StringBuilder(256);
        text.append(method).append('\n');
        text.append(UriText.encodePath(normalizePath ? UriText.normalize(path) : path))
                .append('\n');
        text.append(query(query)).append('\n');
        for (Map.Entry<String, String> header : sorted.entrySet()) {
            text.append(header.getKey()).append(':').append(header.getValue()).append('\n');
        }
        text.append('\n').append(signed).append('\n').append(payloadHash);
        return new CanonicalRequest(text.toString(), signed);
    }

    private static Map<String, String> sorted(List<HttpHeader> headers) {
        Map<String, String> sorted = new TreeMap<>();
        for (HttpHeader header : headers) {
            String name = header.name().toLowerCase(Locale.ROOT);
            if (!NEVER_SIGNED.contains(name)) {
                String value = trim(header.value());
                String before = sorted.get(name);
                sorted.put(name, before == null ? value : before + "," + value);
            }
        }
        return sorted;
    }

    /** Cuts white space at both ends and makes one space of each run inside. */
    private static String trim(String value) {
        StringBuilder text = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean space = c == ' ' || c == '\t' || c == '\r' || c == '\n';
            if (!space) {
                text.append(c);
            } else if (!text.isEmpty() && text.charAt(text.length() - 1) != ' ') {
                text.append(' ');
            }
        }
        int end = text.length();
        return end > 0 && text.charAt(end - 1) == ' ' ? text.substring(0, end - 1) : text.toString();
    }

    private static String query(String query) {
        if (query.isEmpty()) {
            return "";
        }
        List<String> pairs = new ArrayList<>();
        for (String pair : UriText.split(query, '&')) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            // U+0000 sorts before every other character, so that "a" comes before "a-b" whatever their values.
            pairs.add(UriText.recode(name) + '\0' + UriText.recode(value));
        }
        Collections.sort(pairs);
        return String.join("&", pairs).replace('\0', '=');
    }
}
