package plainstream.consumer.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ParallelTest {
    @Test
    void runsSeveralAtOneTimeAndReturnsWhenAllAreDone() {
        CountDownLatch three = new CountDownLatch(3);
        AtomicInteger done = new AtomicInteger();
        Runnable task = () -> {
            three.countDown();
            await(three);
            done.incrementAndGet();
        };
        Parallel.run(Collections.nCopies(3, task), 3);
        assertEquals(3, done.get());
    }

    @Test
    void runsNoMoreAtOneTimeThanItShould() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        Parallel.run(Collections.nCopies(50, () -> threads.add(Thread.currentThread())), 2);
        assertTrue(threads.size() <= 2, threads.toString());
        threads.clear();
        Parallel.run(List.of(() -> threads.add(Thread.currentThread())), 8);
        assertEquals(Set.of(Thread.currentThread()), threads);
    }

    @Test
    void throwsTheFirstFaultAndBeginsNothingAfterIt() {
        AtomicInteger begun = new AtomicInteger();
        IllegalStateException fault = new IllegalStateException("first");
        Runnable bad = () -> {
            begun.incrementAndGet();
            throw fault;
        };
        assertSame(fault, assertThrows(IllegalStateException.class, () -> Parallel.run(List.of(bad, bad, bad), 1)));
        assertEquals(1, begun.get());
        Runnable worse = () -> {
            throw new AssertionError("an error");
        };
        assertThrows(AssertionError.class, () -> Parallel.run(List.of(worse), 1));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS), "one after the other");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
