package plainstream.esm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChaosTest {
    private static final int INVOCATIONS = 200;

    @Test
    void doesTheSameForTheSameSeed() {
        assertEquals(history(7), history(7));
        assertNotEquals(history(7), history(8));
    }

    @Test
    void doesEveryKindOfTrouble() {
        var told = String.join(" ", history(1));
        for (String trouble : List.of("TWICE", "PART_FIRST", "ANSWER_LOST", "REFUSED", "DELAYED", "KILLED")) {
            assertTrue(told.contains("chaos: " + trouble), trouble);
        }
    }

    @Test
    void letsEveryBatchThroughInTheEnd() {
        var history = history(3);
        assertEquals(
                INVOCATIONS,
                history.stream().filter(line -> line.startsWith("done")).count());
    }

    private static List<String> history(long seed) {
        var history = new ArrayList<String>();
        Invoker function = event -> {
            history.add("got " + Items.values(event));
            return "{}".getBytes(UTF_8);
        };
        var chaos = new Chaos(function, () -> {}, seed, history::add);
        for (int i = 0; i < INVOCATIONS; i++) {
            byte[] event = Items.EVENT.encode(Items.items(0, 3));
            while (!done(chaos, event)) {
                history.add("again");
            }
            history.add("done " + i);
        }
        return history;
    }

    private static boolean done(Chaos chaos, byte[] event) {
        try {
            chaos.invoke(event);
            return true;
        } catch (FunctionError e) {
            return false;
        }
    }
}
