package plainstream.local.balancer;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import plainstream.esm.TraceId;

/** The headers that a load balancer passes on: without those of one hop, with those that it adds. */
final class Forwarded {
    private static final Set<String> ONE_HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "expect");

    private Forwarded() {}

    static Headers request(HttpExchange exchange) {
        var headers = endToEnd(exchange.getRequestHeaders());
        // drop_invalid_header_fields, as terraform/alb.tf sets it.
        headers.keySet().removeIf(name -> !name.matches("[-A-Za-z0-9]+"));
        String peer = exchange.getRemoteAddress().getAddress().getHostAddress();
        // The hop that this balancer saw itself is the last entry; what the client claims stands before it.
        headers.set(
                "X-Forwarded-For",
                Stream.concat(headers.getOrDefault("X-Forwarded-For", List.of()).stream(), Stream.of(peer))
                        .collect(Collectors.joining(", ")));
        headers.set("X-Forwarded-Proto", "http");
        headers.set(
                "X-Forwarded-Port", String.valueOf(exchange.getLocalAddress().getPort()));
        headers.set("X-Amzn-Trace-Id", trace(headers.getFirst("X-Amzn-Trace-Id")));
        return headers;
    }

    static boolean asksToClose(HttpExchange exchange) {
        return options(exchange.getRequestHeaders()).contains("close");
    }

    /** Of the header Connection, in lower case. */
    private static Set<String> options(Headers headers) {
        return headers.getOrDefault("Connection", List.of()).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(name -> lower(name.strip()))
                .collect(Collectors.toSet());
    }

    static Headers endToEnd(Headers all) {
        Set<String> dropped = new HashSet<>(ONE_HOP);
        dropped.addAll(options(all));
        var headers = new Headers();
        all.forEach((name, values) -> {
            if (!dropped.contains(lower(name))) {
                headers.put(name, List.copyOf(values));
            }
        });
        return headers;
    }

    // A client's Root is kept and gets a Self in front; anything else gets a Root of ours.
    private static String trace(String given) {
        if (given == null || given.isBlank()) {
            return TraceId.create();
        }
        return given.contains("Root=")
                ? TraceId.create().replace("Root=", "Self=") + ";" + given
                : TraceId.create() + ";" + given;
    }

    static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
