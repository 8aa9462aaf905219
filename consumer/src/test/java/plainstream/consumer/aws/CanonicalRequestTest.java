package plainstream.consumer.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalRequestTest {
    @ParameterizedTest
    @CsvSource({
        "/, /",
        "'', /",
        "/a//b/, /a/b/",
        "/a/./b, /a/b",
        "/a/../b, /b",
        "/a/b/.., /a/",
        "/../.., /",
        "/a b/ሴ, /a%20b/%E1%88%B4",
        "/a%20b, /a%2520b",
        "/./, /",
        "/a/., /a/"
    })
    void normalisesAndEncodesThePath(String path, String canonical) {
        assertEquals(canonical, line(1, path, "", List.of(), true));
    }

    @Test
    void leavesThePathAloneIfToldSo() {
        assertEquals("/a//./../b", line(1, "/a//./../b", "", List.of(), false));
    }

    @ParameterizedTest
    @CsvSource({
        "b=2&a=1, a=1&b=2",
        "=x, =x",
        "a=2&a=1, a=1&a=2",
        "a, a=",
        "a=b=c, a=b%3Dc",
        "Param-3=3&Param=1&%E1%88%B4=0, %E1%88%B4=0&Param=1&Param-3=3",
        "a=%2f, a=%2F",
        "a=b c, a=b%20c",
        "A=1&a=2, A=1&a=2",
        "a=%zz, a=%25zz",
        "a=*~-_., a=%2A~-_."
    })
    void sortsAndEncodesTheQuery(String query, String canonical) {
        assertEquals(canonical, line(2, "/", query, List.of(), true));
    }

    @Test
    void trimsJoinsAndSortsHeaders() {
        List<HttpHeader> headers = List.of(
                new HttpHeader("X-B", " \"a   b   c\" "),
                new HttpHeader("Host", "h"),
                new HttpHeader("x-b", "1\n  2\n    3"));
        assertEquals("host:h", line(3, "/", "", headers, true));
        assertEquals("x-b:\"a b c\",1 2 3", line(4, "/", "", headers, true));
        assertEquals("host;x-b", line(6, "/", "", headers, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", "\r\n "})
    void signsAHeaderWithoutAValue(String value) {
        assertEquals("x-a:", line(3, "/", "", List.of(new HttpHeader("X-A", value)), true));
    }

    @Test
    void makesOneSpaceOfEveryKindOfWhiteSpace() {
        assertEquals("x-a:a b c d", line(3, "/", "", List.of(new HttpHeader("X-A", "\ta\tb\rc\n\nd\r")), true));
    }

    @Test
    void signsNothingThatChangesOnTheWay() {
        List<HttpHeader> headers = List.of(
                new HttpHeader("User-Agent", "x"), new HttpHeader("X-Amzn-Trace-Id", "y"), new HttpHeader("Host", "h"));
        assertEquals(
                "host", CanonicalRequest.of("GET", "/", "", headers, "", true).signedHeaders());
    }

    @Test
    void neverPrintsASecret() {
        assertFalse(new Credentials("AKID", "hush", "token").toString().contains("hush"));
    }

    private static String line(int number, String path, String query, List<HttpHeader> headers, boolean normalize) {
        return CanonicalRequest.of("GET", path, query, headers, "hash", normalize)
                .text()
                .split("\n")[number];
    }
}
