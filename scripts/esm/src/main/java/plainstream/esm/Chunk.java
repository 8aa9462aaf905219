package plainstream.esm;

import java.util.List;

/**
 * Records that go to the function together.
 *
 * @param invocations how often they were given
 * @param failures how often that failed since they last shrank
 * @param throttles how often the function could not be had since then, which uses up no attempt
 */
record Chunk(List<Item> items, int invocations, int failures, int throttles) {
    Chunk(List<Item> items, int invocations, int failures) {
        this(items, invocations, failures, 0);
    }

    Chunk failed() {
        return new Chunk(items, invocations + 1, failures + 1);
    }

    Chunk throttled() {
        return new Chunk(items, invocations, failures, throttles + 1);
    }

    Chunk part(List<Item> part) {
        return new Chunk(part, invocations, failures, throttles);
    }
}
