package plainstream.faults;

import static plainstream.faults.HostileRequests.HOST;
import static plainstream.faults.HostileRequests.JSON;
import static plainstream.faults.HostileRequests.LIKE;
import static plainstream.faults.HostileRequests.get;
import static plainstream.faults.HostileRequests.header;
import static plainstream.faults.HostileRequests.post;

import java.util.List;
import plainstream.faults.HostileRequests.Case;

/** Requests that leave it open where they end: what smuggling is made of. */
final class HostileFraming {
    /** Must not be answered where it stands in the body of another. */
    private static final String SMUGGLED = "GET /hello HTTP/1.1\r\nHost: smuggled\r\n\r\n";

    private HostileFraming() {}

    /** What the JDK's server takes, or answers itself, before a handler could refuse it. */
    static List<Case> letThrough() {
        var good = "11\r\n" + LIKE + "\r\n0\r\n\r\n";
        return List.of(
                new Case("bare LF", "GET /hello HTTP/1.1\nHost: plainstream\n\n", "200|400|"),
                header("LF ends a header", "X-A: a\nX-B: b\r\n", "200|400|"),
                header("folded line, which becomes one", "X-A: 1\r\n 2\r\n", "200"),
                header("folded line with tab", "X-A: 1\r\n\t2\r\n", "200"),
                header("CR in a value", "X-A: a\rSet-Cookie: b\r\n", "200"),
                new Case("vertical tab before chunked", post("Transfer-Encoding: \u000bchunked\r\n", good), "202"),
                new Case("unknown coding", post("Transfer-Encoding: xchunked\r\n", good), "501"),
                new Case("identity coding", post("Transfer-Encoding: identity\r\n", good), "501"),
                new Case("chunked twice", post("Transfer-Encoding: chunked, chunked\r\n", good), "501"),
                new Case("chunked not last", post("Transfer-Encoding: chunked, gzip\r\n", good), "501"),
                new Case(
                        "second coding hidden",
                        post("Transfer-Encoding: chunked\r\nTransfer-Encoding: cow\r\n", good),
                        "400|501"));
    }

    static List<Case> lengths() {
        return List.of(
                new Case("good body", post("Content-Length: 17\r\n", LIKE), "202"),
                new Case("no length", post("", ""), "411"),
                new Case(
                        "length and chunks (CL.TE)",
                        post("Content-Length: 17\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n" + SMUGGLED),
                        "400"),
                new Case(
                        "chunks and length (TE.CL)",
                        post("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n", "11\r\n" + LIKE + "\r\n0\r\n\r\n"),
                        "400"),
                new Case("two lengths", post("Content-Length: 17\r\nContent-Length: 3\r\n", LIKE), "400"),
                new Case("the same length twice", post("Content-Length: 17\r\nContent-Length: 17\r\n", LIKE), "400"),
                new Case("list of lengths", post("Content-Length: 17, 17\r\n", LIKE), "400"),
                new Case("negative length", post("Content-Length: -1\r\n", LIKE), "400"),
                new Case("signed length", post("Content-Length: +17\r\n", LIKE), "400"),
                new Case("hexadecimal length", post("Content-Length: 0x11\r\n", LIKE), "400"),
                new Case("length beyond 64 bits", post("Content-Length: 99999999999999999999\r\n", LIKE), "400|413"),
                new Case("largest length", post("Content-Length: 9223372036854775807\r\n", LIKE), "400|413"),
                new Case("length in other digits", post("Content-Length: \u00b2\r\n", LIKE), "400"),
                new Case("empty length", post("Content-Length:\r\n", LIKE), "400"),
                new Case("body shorter than its length", post("Content-Length: 40\r\n", LIKE), "400|"),
                new Case("body longer than its length", post("Content-Length: 17\r\n", LIKE + SMUGGLED), "202 200"),
                new Case(
                        "GET with a body",
                        get("/hello", HOST + "Content-Length: " + SMUGGLED.length() + "\r\n") + SMUGGLED,
                        "200|400"),
                new Case(
                        "HEAD with a body",
                        "HEAD /hello HTTP/1.1\r\n" + HOST + "Content-Length: 5\r\n\r\nhello",
                        "200|400"));
    }

    static List<Case> chunks() {
        var chunked = "Transfer-Encoding: chunked\r\n";
        var good = "11\r\n" + LIKE + "\r\n0\r\n\r\n";
        return List.of(
                new Case("good chunks", post(chunked, good), "202"),
                new Case("chunks in other case", post("Transfer-Encoding: Chunked\r\n", good), "202|400"),
                new Case("chunks in HTTP/1.0", "POST /likes HTTP/1.0\r\n" + JSON + chunked + "\r\n" + good, "400"),
                new Case("negative chunk", post(chunked, "-1\r\n" + LIKE), "400|"),
                new Case("chunk size beyond 64 bits", post(chunked, "FFFFFFFFFFFFFFFFF\r\n" + LIKE), "400|"),
                new Case("chunk size that overflows", post(chunked, "80000000\r\n" + LIKE), "400|413|"),
                new Case("chunk size with 0x", post(chunked, "0x11\r\n" + LIKE + "\r\n0\r\n\r\n"), "400|"),
                new Case("chunk size with sign", post(chunked, "+11\r\n" + LIKE + "\r\n0\r\n\r\n"), "400|"),
                new Case("no chunk size", post(chunked, "\r\n" + LIKE + "\r\n0\r\n\r\n"), "400|"),
                new Case("chunk with LF only", post(chunked, "11\n" + LIKE + "\n0\n\n"), "400|202|"),
                new Case("chunk longer than its size", post(chunked, "5\r\n" + LIKE + "\r\n0\r\n\r\n"), "400|"),
                new Case("chunks without end", post(chunked, "11\r\n" + LIKE + "\r\n"), "400|"),
                new Case("chunk extension", post(chunked, "11;a=b\r\n" + LIKE + "\r\n0\r\n\r\n"), "202|400|"),
                new Case(
                        "chunk extension of 1 MB",
                        post(chunked, "11;" + "a".repeat(1 << 20) + "\r\n" + LIKE + "\r\n0\r\n\r\n"),
                        "400|202|"),
                new Case("trailer", post(chunked, "11\r\n" + LIKE + "\r\n0\r\nContent-Length: 5\r\n\r\n"), "202|400|"),
                new Case("17 KB in one-byte chunks", post(chunked, "1\r\n \r\n".repeat(17_000) + "0\r\n\r\n"), "413"));
    }
}
