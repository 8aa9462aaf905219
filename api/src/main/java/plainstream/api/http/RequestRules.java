package plainstream.api.http;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What any request must keep to before it is routed (RFC 9112). The server itself lets these through; what it refuses before a handler
 * sees it (a malformed URI or header name, {@code Content-Length} beside {@code Transfer-Encoding}) it answers with an HTML 400.
 */
final class RequestRules {
    private static final Pattern AUTHORITY =
            Pattern.compile("(?:[A-Za-z0-9](?:[-_.A-Za-z0-9]{0,253})|\\[[0-9A-Fa-f:.]{2,45}])(?::[0-9]{1,5})?");
    private static final Pattern TOKEN = Pattern.compile("[-!#$%&'*+.^_`|~0-9A-Za-z]+");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    private RequestRules() {}

    static void check(Call call) throws Problem {
        checkMethod(call);
        checkVersion(call);
        checkTarget(call);
        checkHeaders(call.headers());
        checkHost(call);
        checkFraming(call);
    }

    private static void checkMethod(Call call) throws Problem {
        if (!TOKEN.matcher(call.method()).matches()) {
            throw Problem.of(400, "A method is letters, digits and !#$%&'*+-.^_`|~.");
        }
    }

    private static void checkVersion(Call call) throws Problem {
        String version = call.protocol();
        // 505 would be the finer word for other versions, but 5xx is what the alarms count: anyone could ring them.
        if (!version.equals("HTTP/1.1") && !version.equals("HTTP/1.0")) {
            throw Problem.of(400, "HTTP/1.1 and HTTP/1.0 are spoken here.");
        }
    }

    private static void checkTarget(Call call) throws Problem {
        String target = call.uri().toString();
        if (target.length() > Limit.TARGET.ours()) {
            throw Problem.of(414, "A request target may have " + Limit.TARGET.ours() + " characters.");
        }
        boolean originForm = target.startsWith("/") && !target.startsWith("//");
        boolean known = originForm || isHttp(call.uri());
        if (!known || call.uri().getRawFragment() != null || !PercentEncoder.isAscii(target)) {
            throw Problem.of(400, "The request target is neither an absolute path nor an http URI, in ASCII.");
        }
    }

    /** A recipient has to refuse an empty host (RFC 9110, section 4.2.1), and user information is not for servers (4.2.4). */
    private static boolean isHttp(URI target) {
        boolean http = "http".equalsIgnoreCase(target.getScheme()) || "https".equalsIgnoreCase(target.getScheme());
        return http
                && target.getRawAuthority() != null
                && AUTHORITY.matcher(target.getRawAuthority()).matches();
    }

    private static void checkHeaders(Map<String, List<String>> headers) throws Problem {
        int chars = 0;
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            for (String value : header.getValue()) {
                chars += header.getKey().length() + value.length();
                if (hasControl(value)) {
                    throw Problem.of(400, "A header holds a control character.");
                }
            }
        }
        int mostChars = Limit.HEADER_BYTES.ours();
        int most = Limit.HEADERS.ours();
        if (chars > mostChars || headers.size() > most) {
            throw Problem.of(431, "Headers may be " + most + ", of " + mostChars + " characters in all.");
        }
    }

    private static void checkHost(Call call) throws Problem {
        List<String> hosts = call.values("Host");
        if (hosts.isEmpty() && call.protocol().equals("HTTP/1.0")) {
            return; // HTTP/1.0 knew no Host.
        }
        if (hosts.size() != 1 || !AUTHORITY.matcher(hosts.getFirst()).matches()) {
            throw Problem.of(400, "One valid Host header is required.");
        }
    }

    private static void checkFraming(Call call) throws Problem {
        for (String length : call.values("Content-length")) {
            if (!LENGTH.matcher(length).matches()) {
                throw Problem.of(400, "Content-Length is digits only.");
            }
        }
        if (!call.values("Transfer-encoding").isEmpty() && call.protocol().equals("HTTP/1.0")) {
            throw Problem.of(400, "HTTP/1.0 knows no Transfer-Encoding.");
        }
        for (String expected : call.values("Expect")) {
            if (!expected.equalsIgnoreCase("100-continue")) {
                throw Problem.of(417, "Only 100-continue can be expected.");
            }
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
}
