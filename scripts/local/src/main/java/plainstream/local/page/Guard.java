package plainstream.local.page;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Lets the page itself in and no other site: a name that points here (DNS rebinding) shows in {@code Host}, another site's script in
 * {@code Origin} and {@code Sec-Fetch-Site}; and a write needs a token that only this page can read.
 */
final class Guard {
    static final String TOKEN = "X-Page-Token";

    private final String token;

    Guard() {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        token = HexFormat.of().formatHex(random);
    }

    String token() {
        return token;
    }

    boolean admits(HttpExchange exchange) {
        var headers = exchange.getRequestHeaders();
        int port = exchange.getLocalAddress().getPort();
        var hosts = headers.getOrDefault("Host", List.of());
        if (hosts.size() != 1
                || !Set.of("127.0.0.1:" + port, "localhost:" + port).contains(hosts.getFirst())) {
            return false;
        }
        String origin = headers.getFirst("Origin");
        return (origin == null || origin.equals("http://" + hosts.getFirst())) && isOwn(headers);
    }

    private static boolean isOwn(Headers headers) {
        String site = headers.getFirst("Sec-Fetch-Site");
        return site == null || site.equals("same-origin") || site.equals("none");
    }

    boolean admitsWrite(HttpExchange exchange) {
        String given = exchange.getRequestHeaders().getFirst(TOKEN);
        return given != null
                && MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }
}
