package plainstream.consumer.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs tasks, several at one time: a batch of 10,000 writes, one after the other, would take longer than a function may.
 *
 * <p>The threads live as long as the call, so that nothing runs on when Lambda freezes the process; one task alone needs none.
 */
public final class Parallel {
    private Parallel() {}

    /**
     * Runs all tasks, begun in their order, and returns when all are done.
     *
     * @throws RuntimeException the first that a task threw; the remaining tasks are not begun then
     */
    public static void run(List<? extends Runnable> tasks, int width) {
        Worker worker = new Worker(tasks);
        List<Thread> threads = new ArrayList<>();
        for (int i = 1; i < Math.min(width, tasks.size()); i++) {
            threads.add(Thread.ofPlatform().daemon().name("write-" + i).start(worker));
        }
        worker.run();
        for (Thread thread : threads) {
            join(thread);
        }
        worker.rethrow();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while writing", e);
        }
    }

    private static final class Worker implements Runnable {
        private final List<? extends Runnable> tasks;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicReference<Throwable> fault = new AtomicReference<>();

        Worker(List<? extends Runnable> tasks) {
            this.tasks = tasks;
        }

        @Override
        public void run() {
            try {
                for (int i = next.getAndIncrement();
                        i < tasks.size() && fault.get() == null;
                        i = next.getAndIncrement()) {
                    tasks.get(i).run();
                }
            } catch (RuntimeException | Error e) {
                fault.compareAndSet(null, e);
            }
        }

        void rethrow() {
            Throwable first = fault.get();
            if (first instanceof Error error) {
                throw error;
            }
            if (first != null) {
                throw (RuntimeException) first;
            }
        }
    }
}
