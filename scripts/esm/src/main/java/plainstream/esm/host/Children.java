package plainstream.esm.host;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** All children of this process, known from before they do anything; after {@link #stopAll()} has begun, none starts. */
public final class Children {
    private static final Set<Child> RUNNING = new HashSet<>();
    private static Watcher watcher;
    private static boolean closing;

    private Children() {}

    /** How a child's process is made. */
    @FunctionalInterface
    interface Start {
        Child start() throws IOException;
    }

    static Child add(Start start, String name) throws IOException {
        synchronized (RUNNING) {
            if (closing) {
                throw new IllegalStateException(name + " is not started: everything is being stopped");
            }
            if (watcher == null) {
                watcher = Watcher.start();
            }
            var child = start.start();
            RUNNING.add(child);
            watcher.add(child.pid());
            return child;
        }
    }

    static void remove(Child child) {
        synchronized (RUNNING) {
            if (RUNNING.remove(child)) {
                watcher.remove(child.pid());
            }
        }
    }

    /** Stops every child that still runs, all at once, and lets no other start; returns when no process of ours is left. */
    public static void stopAll() {
        List<Child> left;
        synchronized (RUNNING) {
            closing = true;
            left = List.copyOf(RUNNING);
        }
        left.forEach(Child::askToStop);
        left.forEach(Child::close);
        synchronized (RUNNING) {
            if (watcher != null) {
                watcher.close();
            }
        }
    }
}
