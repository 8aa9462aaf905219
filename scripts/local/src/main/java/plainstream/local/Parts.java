package plainstream.local;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** What has been started, and is stopped in the reverse order. */
final class Parts implements AutoCloseable {
    private record Part(String name, AutoCloseable what) {}

    private final Deque<Part> running = new ArrayDeque<>();
    private final Consumer<String> say;

    Parts(Consumer<String> say) {
        this.say = say;
    }

    synchronized void add(String name, AutoCloseable part) {
        running.addFirst(new Part(name, part));
    }

    @Override
    public void close() {
        for (Part part; (part = next()) != null; ) {
            try {
                part.what().close();
                say.accept("stopped " + part.name());
            } catch (Exception e) {
                // AutoCloseable's own: whatever one part throws, the others are stopped.
                say.accept("stopping " + part.name() + " failed: " + e);
            }
        }
    }

    private synchronized Part next() {
        return running.pollFirst();
    }
}
