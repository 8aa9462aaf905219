package plainstream.local.balancer;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What an Application Load Balancer answers itself, before any target sees the request: beyond its limits, and by "desync mitigation" in
 * the mode that {@code terraform/alb.tf} sets, {@code strictest}, all that does not comply. What the JDK's server refuses or repairs before
 * this sees it (two lengths, a name that is none, folded lines) is not here.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html">AWS: classification
 *     reasons</a>
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html">AWS: status codes</a>
 */
enum Refusal {
    TRACE(405, "Method Not Allowed", exchange -> exchange.getRequestMethod().equals("TRACE")),
    BAD_METHOD(exchange -> !Is.TOKEN.matcher(exchange.getRequestMethod()).matches()),
    BAD_VERSION(exchange -> !exchange.getProtocol().matches("HTTP/1\\.[01]")),
    BAD_URI(exchange -> !Is.target(exchange.getRequestURI())),
    LONG_LINE(exchange -> exchange.getRequestURI().toString().length() > Is.LINE_LIMIT),
    LONG_HEADER(exchange -> Is.sizes(exchange.getRequestHeaders()).anyMatch(size -> size > Is.LINE_LIMIT)),
    LONG_HEADERS(exchange -> Is.sizes(exchange.getRequestHeaders()).sum() > Is.HEADERS_LIMIT),
    NON_COMPLIANT_HEADER(exchange ->
            Is.values(exchange).anyMatch(value -> !Is.TEXT.matcher(value).matches())),
    BAD_HOST(exchange -> !Is.host(exchange)),
    BAD_CONTENT_LENGTH(
            exchange -> !Is.given(exchange, "Content-Length").stream().allMatch(Is.DIGITS.asMatchPredicate())),
    BOTH_TE_CL_PRESENT(exchange -> Is.has(exchange, "Content-Length") && Is.has(exchange, "Transfer-Encoding")),
    /**
     * Of content with GET and HEAD, and of chunks with HTTP/1.0. AWS refuses a length of 0 too (GetHeadZeroContentLength); here it passes, since
     * Java's own client sends one with HEAD.
     */
    UNDEFINED_SEMANTICS(exchange -> Is.bodiless(exchange)
                    && !Is.given(exchange, "Content-Length").stream().allMatch(Is.ZERO.asMatchPredicate())
            || (Is.bodiless(exchange) || Is.old(exchange)) && Is.has(exchange, "Transfer-Encoding")),
    LONG_FORWARDED_FOR(
            463,
            "",
            exchange -> String.join(",", Is.given(exchange, "X-Forwarded-For")).split(",").length > 30);

    private final int status;
    private final String reason;
    private final Predicate<HttpExchange> isMet;

    Refusal(Predicate<HttpExchange> isMet) {
        this(400, "Bad Request", isMet);
    }

    Refusal(int status, String reason, Predicate<HttpExchange> isMet) {
        this.status = status;
        this.reason = reason;
        this.isMet = isMet;
    }

    static Optional<Refusal> of(HttpExchange exchange) {
        return Arrays.stream(values())
                .filter(refusal -> refusal.isMet.test(exchange))
                .findFirst();
    }

    int status() {
        return status;
    }

    String reason() {
        return reason;
    }

    /** What the rules above ask. */
    private static final class Is {
        static final int LINE_LIMIT = 16_384;
        static final int HEADERS_LIMIT = 65_536;
        static final Pattern TOKEN = Pattern.compile("[-!#$%&'*+.^_`|~0-9A-Za-z]+");
        static final Pattern TEXT = Pattern.compile("[\\t -~]*");
        static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");
        static final Pattern ZERO = Pattern.compile("0{1,18}");
        private static final Pattern AUTHORITY =
                Pattern.compile("(?:[A-Za-z0-9][-_.A-Za-z0-9]{0,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::[0-9]{1,5})?");

        static boolean target(URI uri) {
            boolean absolute = uri.getScheme() != null;
            boolean known = absolute
                    ? uri.getScheme().matches("(?i)https?") && authority(uri.getRawAuthority())
                    : uri.toString().startsWith("/");
            return known
                    && uri.getRawFragment() == null
                    && TEXT.matcher(uri.toString()).matches();
        }

        private static boolean authority(String text) {
            return text != null && AUTHORITY.matcher(text).matches();
        }

        static boolean host(HttpExchange exchange) {
            var hosts = given(exchange, "Host");
            return hosts.isEmpty() ? old(exchange) : hosts.size() == 1 && authority(hosts.getFirst());
        }

        static boolean old(HttpExchange exchange) {
            return exchange.getProtocol().equals("HTTP/1.0");
        }

        static boolean bodiless(HttpExchange exchange) {
            return exchange.getRequestMethod().matches("GET|HEAD");
        }

        static boolean has(HttpExchange exchange, String name) {
            return exchange.getRequestHeaders().containsKey(name);
        }

        static List<String> given(HttpExchange exchange, String name) {
            return exchange.getRequestHeaders().getOrDefault(name, List.of());
        }

        static Stream<String> values(HttpExchange exchange) {
            return exchange.getRequestHeaders().values().stream().flatMap(List::stream);
        }

        /** Of each line: name, colon, blank, value, line end. */
        static IntStream sizes(Headers headers) {
            return headers.entrySet().stream()
                    .flatMapToInt(header -> header.getValue().stream()
                            .mapToInt(value -> header.getKey().length() + value.length() + 4));
        }
    }
}
