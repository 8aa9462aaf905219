package plainstream.tools;

import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.LogManager;
import plainstream.tools.replay.Replayer;

/** What {@code scripts/replay.sh} runs; its help tells what it does. */
final class Replay {
    private Replay() {}

    public static void main(String[] arguments) throws InterruptedException {
        // The language that is set must not choose the digits that machines read.
        Locale.setDefault(Locale.ROOT);
        // The Kafka client tells its settings, and every second that nobody answers: one sentence of ours says it.
        LogManager.getLogManager().getLogger("").setLevel(Level.SEVERE);
        System.exit(
                Replayer.run(List.of(arguments), System.getenv(), System.err).ordinal());
    }
}
