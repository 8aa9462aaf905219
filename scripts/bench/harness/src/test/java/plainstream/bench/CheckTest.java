package plainstream.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckTest {
    private static final Map<String, Double> COMMITTED = Map.of(
            PerEvent.YARDSTICK,
            20.0,
            "event.like.API µs",
            30.0,
            "event.like.write units",
            0.1,
            "event.like.Kafka bytes",
            400.0);

    @Test
    void takesWhatIsWithinTenPercent() {
        assertEquals(List.of(), Check.grown(COMMITTED, found(20, 32.9, 0.1, 439)));
    }

    @Test
    void namesWhatHasGrown() {
        assertEquals(
                List.of("event.like.Kafka bytes: 441.00, committed 400.00"),
                Check.grown(COMMITTED, found(20, 30, 0.1, 441)));
        assertEquals(
                List.of("event.like.API µs: 33.10, committed 30.00"),
                Check.grown(COMMITTED, found(20, 33.1, 0.1, 400)));
    }

    @Test
    void putsProcessorTimesInProportionToTheMachine() {
        assertEquals(List.of(), Check.grown(COMMITTED, found(40, 60, 0.1, 400)));
        assertEquals(1, Check.grown(COMMITTED, found(10, 30, 0.1, 400)).size());
    }

    @Test
    void missesNothingThatWasNotMeasured() {
        assertEquals(
                List.of("event.like.write units: –, committed 0.10"),
                Check.grown(
                        COMMITTED,
                        Map.of(PerEvent.YARDSTICK, 20.0, "event.like.API µs", 1.0, "event.like.Kafka bytes", 1.0)));
    }

    private static Map<String, Double> found(double hello, double us, double units, double bytes) {
        return Map.of(
                PerEvent.YARDSTICK,
                hello,
                "event.like.API µs",
                us,
                "event.like.write units",
                units,
                "event.like.Kafka bytes",
                bytes);
    }
}
