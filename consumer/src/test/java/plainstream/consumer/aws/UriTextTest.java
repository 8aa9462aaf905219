package plainstream.consumer.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UriTextTest {
    @Test
    void encodesAllButTheUnreserved() {
        for (char c = 0; c < 0x80; c++) {
            String text = Character.toString(c);
            String expected = text.matches("[A-Za-z0-9_.~-]") ? text : "%%%02X".formatted((int) c);
            assertEquals(expected, UriText.encode(text));
            assertEquals(c == '/' ? "/" : expected, UriText.encodePath(text));
        }
        assertEquals("%C3%A9", UriText.encode("\u00e9"));
        assertEquals("/", UriText.encodePath(""));
    }

    @ParameterizedTest
    @CsvSource({
        "a, a",
        "%41, A",
        "%2f, %2F",
        "%, %25",
        "%4, %254",
        "%4g, %254g",
        "%g4, %25g4",
        "x%41, xA",
        "%0a, %0A",
        "%40, %40",
        "%41%42, AB",
        "%%41, %25A",
        "%c3%a9, %C3%A9"
    })
    void encodesAnewWhatWasEncodedOrNot(String part, String expected) {
        assertEquals(expected, UriText.recode(part));
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example, a.example",
        "https://a.example:443, a.example",
        "https://a.example:80, a.example:80",
        "http://a.example, a.example",
        "http://a.example:80, a.example",
        "http://a.example:443, a.example:443",
        "http://127.0.0.1:8001/x, 127.0.0.1:8001"
    })
    void signsTheHostAsTheJdkSendsIt(String uri, String host) {
        assertEquals(host, Http.host(URI.create(uri)));
    }

    @Test
    void hidesTheSecret() {
        String text = new Credentials("AKIDEXAMPLE", "a-secret", "a-token").toString();
        assertTrue(text.contains("AKIDEXAMPLE"));
        assertFalse(text.contains("a-secret") || text.contains("a-token"), text);
    }
}
