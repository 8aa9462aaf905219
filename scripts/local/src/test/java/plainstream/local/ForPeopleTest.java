package plainstream.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ForPeopleTest {
    @Test
    void saysWhenAndWhatInOneLine() {
        assertEquals("03:17:32  batch done  (topic events, partition 2, records 5)", ForPeople.of("""
                        {"time":"2026-11-21T03:17:32.123Z","level":"INFO","logger":"x.BatchResult","message":"batch done",\
                        "topic":"events","partition":2,"records":5,"requestId":"r"}"""));
        assertEquals(
                "03:17:32  ERROR dead  letter",
                ForPeople.of("{\"time\":\"2026-11-21T03:17:32Z\",\"level\":\"ERROR\",\"message\":\"dead\\n letter\"}"));
    }

    @Test
    void cutsWhatIsTooLong() {
        var line = ForPeople.of("{\"time\":\"2026-11-21T03:17:32Z\",\"message\":\"" + "a".repeat(1_000) + "\"}");
        assertTrue(line.length() < 200, line);
    }

    @Test
    void leavesOtherLinesAlone() {
        for (var line : new String[] {"", "plain", "{no JSON", "{\"other\":1}"}) {
            assertEquals(line, ForPeople.of(line));
        }
    }
}
