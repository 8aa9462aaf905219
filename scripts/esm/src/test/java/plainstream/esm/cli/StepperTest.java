package plainstream.esm.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import plainstream.esm.FunctionError;

class StepperTest {
    private static final byte[] EVENT = "{\"records\":{\"t-0\":[{\"offset\":3},{\"offset\":4}]}}".getBytes(UTF_8);

    private final List<String> told = new ArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void asksBeforeEachBatchAndDoesWhatItIsTold() throws Exception {
        var stepper = stepper("see\ninvoke\nskip\nwhat\nfail\ndestination\nrewind 3\n");
        assertEquals("answer", new String(stepper.invoke(EVENT), UTF_8));
        assertEquals(0, stepper.invoke(EVENT).length);
        assertEquals("Esm.Asked", error(stepper).type());
        assertEquals(FunctionError.GIVEN_UP, error(stepper).type());
        assertEquals(FunctionError.THROTTLE, error(stepper).type());
        assertEquals(List.of("invoked", "rewind 3"), told);
        assertTrue(out.toString(UTF_8).contains("t-0 offsets 3 to 4 (47 bytes) > "), out.toString(UTF_8));
        assertTrue(out.toString(UTF_8).contains(Stepper.HELP));
    }

    @Test
    void goesOnByItselfWhenItMay() throws Exception {
        var stepper = stepper("go\n");
        stepper.invoke(EVENT);
        stepper.invoke(EVENT);
        assertEquals(List.of("invoked", "invoked"), told);
    }

    @Test
    void theEndOfTheInputEndsTheSession() {
        assertEquals(FunctionError.THROTTLE, error(stepper("")).type());
        assertEquals(List.of("quit"), told);
    }

    private static FunctionError error(Stepper stepper) {
        return assertThrows(FunctionError.class, () -> stepper.invoke(EVENT));
    }

    private Stepper stepper(String input) {
        return new Stepper(
                event -> {
                    told.add("invoked");
                    return "answer".getBytes(UTF_8);
                },
                new BufferedReader(new StringReader(input)),
                new PrintStream(out, true, UTF_8),
                new Stepper.Session() {
                    @Override
                    public void rewind(String position) {
                        told.add("rewind " + position);
                    }

                    @Override
                    public void quit() {
                        told.add("quit");
                    }
                });
    }
}
