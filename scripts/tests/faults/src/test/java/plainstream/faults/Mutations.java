package plainstream.faults;

import java.util.List;
import java.util.Random;

/** Good requests, damaged by chance (one character per byte). */
final class Mutations {
    private static final List<String> GOOD = List.of(
            Connection.get("/hello"),
            Connection.get("/current_time?name=Paul"),
            Connection.get("/likes/tt0111161?limit=5&cursor=abc"),
            Connection.post("/likes", "Idempotency-Key: abc-1\r\n", "{\"movieId\":\"tt0111161\"}"),
            Connection.post("/app", "X-Amzn-Trace-Id: Root=1-67891233-abcdef012345678912345678\r\n", "{}"),
            Connection.post(
                    "/orders",
                    "X-Forwarded-For: 10.0.0.1, 10.0.0.2\r\n",
                    "{\"OrderNo\":\"1\",\"Customer\":\"c\",\"n\":-1.5e3,\"b\":true,\"x\":null}"),
            "POST /likes HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "11\r\n{\"movieId\":\"tt1\"}\r\n0\r\n\r\n");
    private static final List<String> PIECES = List.of(
            "\r\n",
            "\n",
            "\r",
            "\0",
            " ",
            "\t",
            ":",
            ";",
            "%",
            "%00",
            "%2e%2e/",
            "//",
            "#",
            "?",
            "&",
            "=",
            "\u00ff",
            "\u00c3\u00a9",
            "Content-Length: 0\r\n",
            "Content-Length: 99\r\n",
            "Transfer-Encoding: chunked\r\n",
            "Host: b\r\n",
            "Expect: 100-continue\r\n",
            "Connection: close\r\n",
            "HTTP/1.0",
            "-1",
            "99999999999999999999",
            "\\ud800",
            "\\u0000",
            "{",
            "[",
            "\"",
            "\u000b");

    private Mutations() {}

    static String of(Random random) {
        var request = new StringBuilder(pick(GOOD, random));
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes && !request.isEmpty(); i++) {
            change(request, random);
        }
        return request.toString();
    }

    private static void change(StringBuilder request, Random random) {
        int at = random.nextInt(request.length());
        int end = Math.min(request.length(), at + 1 + random.nextInt(20));
        switch (random.nextInt(7)) {
            case 0 -> request.setCharAt(at, (char) random.nextInt(256));
            case 1 -> request.setCharAt(at, (char) (request.charAt(at) ^ 1 << random.nextInt(8)));
            case 2 -> request.insert(at, pick(PIECES, random));
            case 3 -> request.delete(at, end);
            case 4 -> request.insert(at, request.substring(at, end).repeat(1 + random.nextInt(50)));
            case 5 -> request.setLength(at);
            default -> request.append(pick(GOOD, random), 0, at % 30);
        }
    }

    private static String pick(List<String> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
