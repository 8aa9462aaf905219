package plainstream.faults;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import plainstream.kit.Event;

/** The tables beside the topics: each record's effect is there, once. */
final class Effects {
    private Effects() {}

    /** Prints and asserts it; the pipeline must be drained. */
    static void check(String name, List<Event> events, Pipeline pipeline) {
        check(name, events, pipeline, "");
    }

    /** The same where a further function logged as well. */
    static void check(String name, List<Event> events, Pipeline pipeline, String furtherLog) {
        var truth = Expected.of(events, event -> false);
        var found = Expected.in(pipeline.tables());
        var log = pipeline.log() + furtherLog;
        var greetings = events.stream()
                .filter(event -> event.type().equals("plainstream.greeting.v1"))
                .map(Event::keyText)
                .toList();
        long greeted = greetings.stream()
                .filter(guest -> log.contains("Hello, " + guest + "!"))
                .count();
        Promise.print(
                name,
                "%,d records: %,d of %,d likes, %d counted twice, %,d of %,d timestamps, %,d of %,d orders, %,d of %,d greetings",
                events.size(),
                found.totalLikes(),
                truth.totalLikes(),
                found.countedTooOften(truth),
                found.timestamps().size(),
                truth.timestamps().size(),
                found.orders().size(),
                truth.orders().size(),
                greeted,
                greetings.size());
        assertAll(() -> assertEquals(truth, found), () -> assertEquals(greetings.size(), greeted));
    }
}
