package plainstream.esm;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import plainstream.esm.MappingListener.Span;

/** Where records end that are given up: in the mapping's destination, however often that fails, or nowhere if it has none. */
final class OnFailure {
    private final Mapping mapping;
    private final CountDownLatch stop;

    /** Ends its attempts when {@code stop} has come down. */
    OnFailure(Mapping mapping, CountDownLatch stop) {
        this.mapping = mapping;
        this.stop = stop;
    }

    /** Whether the records are out of the way; if not, a stop came before the destination had them. */
    boolean take(List<Item> items, FailureMessage message) throws InterruptedException {
        mapping.log("%d records from %s offset %d on given up: %s"
                .formatted(
                        items.size(),
                        items.getFirst().partition(),
                        items.getFirst().offset(),
                        message.condition()));
        mapping.listener().givenUp(mapping.settings().name(), message.condition(), Span.of(items));
        return mapping.destination().isEmpty()
                || delivered(mapping.destination().get(), items, message);
    }

    private boolean delivered(Destination destination, List<Item> items, FailureMessage message)
            throws InterruptedException {
        byte[] json = message.encode(mapping.functionArn(), mapping.event(), items);
        var batch = new FailedBatch(
                json,
                mapping.event().encode(items),
                items.stream().map(Item::record).toList());
        for (int failures = 1; ; failures++) {
            try {
                destination.deliver(batch);
                mapping.listener().delivered(mapping.settings().name(), Span.of(items));
                return true;
            } catch (IOException e) {
                mapping.log("the destination failed, attempt " + failures + ": " + e);
                var pause = mapping.settings().retry().pause(failures);
                if (stop.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    return false;
                }
            }
        }
    }
}
