package plainstream.faults;

import java.util.List;
import java.util.Random;
import plainstream.faults.DatabaseProxy.Fault;

/** Some requests fail all the time; now and then nearly all do, for longer than a client's retries last. */
final class Storms implements DatabaseProxy.Plan {
    private static final int CALM_PERCENT = 3;
    private static final int STORM_PERCENT = 96;
    private static final int PERIOD_REQUESTS = 1_500;
    private static final int STORM_REQUESTS = 300;

    /** Quick ones are likelier, so that a storm does not consist of waiting. */
    private static final List<Fault> KINDS = List.of(
            Fault.REQUEST_LOST,
            Fault.REQUEST_LATE,
            Fault.ANSWER_LOST,
            Fault.ANSWER_LOST,
            Fault.ANSWER_LATE,
            Fault.THROTTLED,
            Fault.THROTTLED,
            Fault.THROTTLED,
            Fault.SERVER_ERROR,
            Fault.SERVER_ERROR);

    private final Random random;
    private int requests;

    Storms(Random random) {
        this.random = random;
    }

    @Override
    public synchronized Fault fault(String operation, String body) {
        boolean storm = ++requests % PERIOD_REQUESTS > PERIOD_REQUESTS - STORM_REQUESTS;
        boolean spoiled = random.nextInt(100) < (storm ? STORM_PERCENT : CALM_PERCENT);
        return spoiled ? KINDS.get(random.nextInt(KINDS.size())) : Fault.NONE;
    }
}
