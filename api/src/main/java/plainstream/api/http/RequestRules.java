package plainstream.api.http;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What any request must keep to before it is routed (RFC 9112). The server itself lets these through; what it refuses before a handler
 * sees it (a malformed URI or header name, {@code Content-Length} beside {@code Transfer-Encoding}) it answers with an HTML 400.
 */
final class RequestRules {
    /** Longer request targets are 414. */
    static final int MAX_TARGET_CHARS = 4_096;
    /** More header characters than this are 431. The load balancer's own headers (with OIDC, some 12 KB) have to fit. */
    static final int MAX_HEADER_CHARS = 32_768;
    /** More header names than this are 431. */
    static final int MAX_HEADERS = 100;

    private static final Pattern HOST =
            Pattern.compile("(?:[A-Za-z0-9](?:[-_.A-Za-z0-9]{0,253})|\\[[0-9A-Fa-f:.]{2,45}])(?::[0-9]{1,5})?");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    private RequestRules() {}

    static void check(Call call) throws Refusal {
        checkVersion(call);
        checkTarget(call);
        checkHeaders(call.headers());
        checkHost(call);
        checkFraming(call);
    }

    private static void checkVersion(Call call) throws Refusal {
        String version = call.exchange().getProtocol();
        // 505 would be the finer word for other versions, but 5xx is what the alarms count: anyone could ring them.
        if (!version.equals("HTTP/1.1") && !version.equals("HTTP/1.0")) {
            throw new Refusal(400, "HTTP/1.1 and HTTP/1.0 are spoken here.");
        }
    }

    private static void checkTarget(Call call) throws Refusal {
        String target = call.uri().toString();
        if (target.length() > MAX_TARGET_CHARS) {
            throw new Refusal(414, "A request target may have " + MAX_TARGET_CHARS + " characters.");
        }
        String scheme = call.uri().getScheme();
        boolean originForm = target.startsWith("/") && !target.startsWith("//");
        boolean absoluteForm = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
        if (!originForm && !absoluteForm || call.uri().getRawFragment() != null || !isAscii(target)) {
            throw new Refusal(400, "The request target is neither an absolute path nor an http URI, in ASCII.");
        }
    }

    private static void checkHeaders(Map<String, List<String>> headers) throws Refusal {
        int chars = 0;
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            for (String value : header.getValue()) {
                chars += header.getKey().length() + value.length();
                if (hasControl(value)) {
                    throw new Refusal(400, "A header holds a control character.");
                }
            }
        }
        if (chars > MAX_HEADER_CHARS || headers.size() > MAX_HEADERS) {
            throw new Refusal(
                    431, "Headers may be " + MAX_HEADERS + ", of " + MAX_HEADER_CHARS + " characters in all.");
        }
    }

    private static void checkHost(Call call) throws Refusal {
        List<String> hosts = call.headers().get("Host");
        if (hosts == null && call.exchange().getProtocol().equals("HTTP/1.0")) {
            return; // HTTP/1.0 knew no Host.
        }
        if (hosts == null
                || hosts.size() != 1
                || !HOST.matcher(hosts.getFirst()).matches()) {
            throw new Refusal(400, "One valid Host header is required.");
        }
    }

    private static void checkFraming(Call call) throws Refusal {
        String length = call.header("Content-length");
        if (length != null && !LENGTH.matcher(length).matches()) {
            throw new Refusal(400, "Content-Length is digits only.");
        }
        if (call.headers().containsKey("Transfer-encoding")
                && call.exchange().getProtocol().equals("HTTP/1.0")) {
            throw new Refusal(400, "HTTP/1.0 knows no Transfer-Encoding.");
        }
        String expect = call.header("Expect");
        if (expect != null && !expect.equalsIgnoreCase("100-continue")) {
            throw new Refusal(417, "Only 100-continue can be expected.");
        }
    }

    private static boolean hasControl(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' && c != '\t' || c == 0x7f) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAscii(String target) {
        for (int i = 0; i < target.length(); i++) {
            if (target.charAt(i) > 0x7e) {
                return false;
            }
        }
        return true;
    }
}
