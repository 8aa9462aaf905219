package plainstream.bench;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * What a load sends: whole requests, as bytes. Names and keys vary, so that every partition gets its share.
 *
 * @param port on 127.0.0.1
 * @param texts sent in turns
 */
record Requests(int port, List<String> texts) {
    private static final int VARIANTS = 512;

    static Requests currentTime(int port) {
        return vary(
                port, i -> "GET /current_time?name=User%03d HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n".formatted(i, port));
    }

    /** Orders whose JSON has about this many bytes; the API takes at most 16 KiB and 32 members. */
    static Requests orders(int port, int bytes) {
        return vary(port, i -> post(port, "/orders", "", order(i, bytes)));
    }

    byte[] bytes(int index) {
        return texts.get(index).getBytes(StandardCharsets.UTF_8);
    }

    static Requests vary(int port, IntFunction<String> text) {
        return new Requests(port, IntStream.range(0, VARIANTS).mapToObj(text).toList());
    }

    private static String order(int number, int bytes) {
        String head = "{\"OrderNo\":\"N%03d\",\"Customer\":\"C%03d\",\"Text\":\"".formatted(number, number);
        return head + "x".repeat(Math.max(1, bytes - head.length() - 2)) + "\"}";
    }

    /** A request with a JSON body, whose further header lines each end with CR and LF. */
    static String post(int port, String path, String headers, String body) {
        String lines = "POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n%s".formatted(path, port, headers);
        return lines + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s".formatted(body.length(), body);
    }

    /** How long one is, in bytes, on the average. */
    double meanBytes() {
        return texts.stream().mapToInt(String::length).average().orElseThrow();
    }
}
