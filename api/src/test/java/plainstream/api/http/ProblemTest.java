package plainstream.api.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemTest {
    /** As the registry of HTTP's status codes words them (RFC 9110, section 15; RFC 6585). */
    @ParameterizedTest
    @CsvSource({
        "400, Bad Request",
        "404, Not Found",
        "405, Method Not Allowed",
        "408, Request Timeout",
        "411, Length Required",
        "413, Content Too Large",
        "414, URI Too Long",
        "415, Unsupported Media Type",
        "417, Expectation Failed",
        "431, Request Header Fields Too Large",
        "500, Internal Server Error",
        "503, Service Unavailable"
    })
    void hasTheStatussPhraseForATitle(int status, String title) {
        assertEquals(title, Problem.title(status));
    }
}
