package plainstream.bench;

import java.time.Duration;

/** Says on standard error what goes on, with the time since the start: nothing runs in silence. */
final class Progress {
    private final long start = System.nanoTime();

    void say(String format, Object... arguments) {
        var past = Duration.ofNanos(System.nanoTime() - start);
        System.err.printf("[%02d:%02d] %s%n", past.toMinutes(), past.toSecondsPart(), format.formatted(arguments));
    }
}
