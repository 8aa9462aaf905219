package plainstream.tools;

import java.util.List;
import java.util.Locale;
import plainstream.tools.replay.Replayer;

/** What {@code scripts/replay.sh} runs; its help tells what it does. */
final class Replay {
    private Replay() {}

    public static void main(String[] arguments) throws InterruptedException {
        // The language that is set must not choose the digits that machines read.
        Locale.setDefault(Locale.ROOT);
        System.exit(
                Replayer.run(List.of(arguments), System.getenv(), System.err).ordinal());
    }
}
