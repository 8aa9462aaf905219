package plainstream.esm.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import plainstream.esm.FunctionError;
import plainstream.esm.Invoker;

class VerdictTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Cases CASES = new Cases("{\"n\":1}");

    @Test
    void aHandlerThatTakesEverythingSurvives() {
        for (String answer : List.of("", "null", "{}", "{\"batchItemFailures\":[]}")) {
            assertEquals(List.of(), failed(event -> answer.getBytes(UTF_8)), answer);
        }
    }

    @Test
    void showsTheBeginningOfALongAnswer() {
        var large = new Cases("{}")
                .all().stream()
                        .filter(hard -> hard.name().equals("at the payload's limit"))
                        .findFirst()
                        .orElseThrow();
        var survived = (Verdict.Survived) Verdict.of(event -> event, large);
        assertEquals(Verdict.MAX_REASON + 1, survived.answer().length());
    }

    @Test
    void aHandlerThatWantsAKeyFails() {
        Invoker wantsKey = event -> {
            for (JsonNode records : tree(event).path("records")) {
                for (JsonNode record : records) {
                    if (!record.path("key").isTextual()) {
                        throw new FunctionError("KeyError", "'key'");
                    }
                }
            }
            return new byte[0];
        };
        assertEquals(List.of("no key", "null key"), failed(wantsKey));
    }

    @Test
    void anAnswerThatNamesWhatIsNotThereFails() {
        var failed = failed(event ->
                "{\"batchItemFailures\":[{\"itemIdentifier\":{\"partition\":\"x\",\"offset\":0}}]}".getBytes(UTF_8));
        assertEquals(CASES.all().size(), failed.size());
        assertEquals(
                CASES.all().size(), failed(event -> "no json".getBytes(UTF_8)).size());
    }

    @Test
    void everyEventFitsIntoLambda() {
        for (Case hard : CASES.all()) {
            hard.events().forEach(event -> assertTrue(event.length <= 6 * 1024 * 1024, hard.name()));
        }
        var large = CASES.all().stream()
                .filter(hard -> hard.name().contains("limit"))
                .findFirst()
                .orElseThrow();
        assertTrue(large.events().getFirst().length > 6 * 1024 * 1024 - 8);
    }

    private static List<String> failed(Invoker function) {
        var failed = new ArrayList<String>();
        for (Case hard : CASES.all()) {
            if (!(Verdict.of(function, hard) instanceof Verdict.Survived)) {
                assertInstanceOf(Verdict.Failed.class, Verdict.of(function, hard));
                failed.add(hard.name());
            }
        }
        return failed;
    }

    private static JsonNode tree(byte[] event) {
        try {
            return MAPPER.readTree(event);
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
