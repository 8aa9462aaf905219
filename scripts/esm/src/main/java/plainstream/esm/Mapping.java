package plainstream.esm;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * What every batch of a mapping needs.
 *
 * @param settings the mapping's settings
 * @param function takes the batches
 * @param functionArn the function's name in messages
 * @param event makes a batch into an event
 * @param destination where records go that are given up
 * @param log gets a line for each thing that a person would want to know
 * @param listener is told what happens to the records
 */
public record Mapping(
        MappingSettings settings,
        Invoker function,
        String functionArn,
        MskEvent event,
        Optional<Destination> destination,
        Consumer<String> log,
        MappingListener listener) {
    /** With a destination to go to, AWS ends "infinite" retries after ten. */
    private static final int RETRIES_WITH_DESTINATION = 10;

    /** To which nobody listens. */
    public Mapping(
            MappingSettings settings,
            Invoker function,
            String functionArn,
            MskEvent event,
            Optional<Destination> destination,
            Consumer<String> log) {
        this(settings, function, functionArn, event, destination, log, MappingListener.NONE);
    }

    /** Whether a batch that failed this often is given up. */
    boolean exhausted(int failures) {
        int maximum = settings.retry().maximumAttempts();
        if (maximum < 0) {
            return destination.isPresent() && failures > RETRIES_WITH_DESTINATION;
        }
        return failures > maximum;
    }

    void log(String line) {
        log.accept("mapping " + settings.name() + ": " + line);
    }
}
