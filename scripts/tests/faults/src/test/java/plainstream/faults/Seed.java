package plainstream.faults;

import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

/** Chance that can be repeated: one seed for the run, printed, and set by {@code -Dfaults.seed}. */
final class Seed {
    static final long VALUE =
            Long.getLong("faults.seed", ThreadLocalRandom.current().nextLong(1_000_000));

    static {
        System.out.println("seed " + VALUE + " (again: -Dfaults.seed=" + VALUE + ")");
    }

    private Seed() {}

    /** A source of its own for each use, so that one test's choices do not depend on another's. */
    static Random random(String use) {
        return new Random(VALUE * 31 + use.hashCode());
    }
}
