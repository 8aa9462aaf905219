package plainstream.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import plainstream.consumer.batch.BatchFailedException;
import plainstream.consumer.dynamodb.Item;

/** Likes are counted exactly, whatever is delivered how often. */
class LikesIT extends EventsFunction {
    @Test
    void countsRedeliveredAndOverlappingBatchesOnce() throws IOException {
        assertEquals(OK, invoke(likes(0, 10)));
        assertEquals(OK, invoke(likes(0, 10)));
        assertEquals(OK, invoke(likes(5, 15)));
        assertEquals(OK, invoke(likes(2, 8)));
        assertEquals(15, tables.likes("tt1"));
    }

    @Test
    void countsPartitionsAndEpochsApart() throws IOException {
        invoke(new TestEvent().like(0, 7, "tt1").like(1, 7, "tt1").like(2, 3, "tt1"));
        environment.put("SOURCE_EPOCH", "next-cluster");
        invoke(new TestEvent().like(0, 0, "tt1"));
        assertEquals(4, tables.likes("tt1"));
    }

    @Test
    void countsAClientsKeyOnceHoweverOftenItSendsAndKafkaDelivers() throws IOException {
        TestEvent first = new TestEvent()
                .like(0, 0, "tt1")
                .keyedLike(0, 1, "tt1", "k1")
                .like(0, 2, "tt1")
                .keyedLike(0, 3, "tt1", "k1");
        TestEvent second = new TestEvent()
                .keyedLike(0, 3, "tt1", "k1")
                .keyedLike(0, 4, "tt1", "k2")
                .like(0, 5, "tt1")
                .keyedLike(1, 0, "tt1", "k1");
        for (TestEvent event : List.of(first, second, first, second)) {
            assertEquals(OK, invoke(event));
        }
        assertEquals(5, tables.likes("tt1"));
        List<Item> keys = tables.all("idempotency");
        assertEquals(2, keys.size());
        long ttl = keys.getFirst().number("expiresAt", 0) - System.currentTimeMillis() / 1000;
        assertTrue(ttl > 86_300 && ttl <= 86_401, "ttl " + ttl);
    }

    @Test
    void staysExactWhenBatchesRunThreeAtOnceAndCallsAreAbandoned() throws Exception {
        Random random = new Random(42);
        try (Between between = new Between(dynamoDb.endpoint(), request -> fate(random))) {
            environment.put("AWS_ENDPOINT_URL_DYNAMODB", between.uri());
            environment.put("DYNAMODB_CONNECTIONS", "8");
            EventsHandler handler = handler();
            for (int from = 0; from < 300; from += 50) {
                concurrently(
                        handler,
                        mixed(from, from + 30),
                        mixed(from, from + 50),
                        mixed(Math.max(0, from - 20), from + 40));
                untilDone(handler, mixed(from, from + 50));
            }
        }
        for (int movie = 0; movie < 4; movie++) {
            assertEquals(75, tables.likes("tt" + movie), "likes of tt" + movie);
        }
    }

    private static synchronized Between.Fate fate(Random random) {
        int dice = random.nextInt(10);
        return dice == 0 ? Between.Fate.FAIL : dice == 1 ? Between.Fate.ABANDON : Between.Fate.PASS;
    }

    /** Four movies in turn, every fifth like with a key of its own. */
    private static TestEvent mixed(int from, int to) {
        TestEvent event = new TestEvent();
        for (int offset = from; offset < to; offset++) {
            if (offset % 5 == 0) {
                event.keyedLike(0, offset, "tt" + offset % 4, "key-" + offset);
            } else {
                event.like(0, offset, "tt" + offset % 4);
            }
        }
        return event;
    }

    private static void concurrently(EventsHandler handler, TestEvent... events) throws InterruptedException {
        ConcurrentLinkedQueue<Throwable> faults = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (TestEvent event : events) {
            threads.add(Thread.startVirtualThread(() -> {
                try {
                    invoke(handler, event, 60_000);
                } catch (BatchFailedException e) {
                    // It comes again.
                } catch (IOException | RuntimeException e) {
                    faults.add(e);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(List.of(), List.copyOf(faults));
    }

    private static void untilDone(EventsHandler handler, TestEvent event) throws IOException {
        for (int attempt = 0; attempt < 20; attempt++) {
            try {
                invoke(handler, event, 60_000);
                return;
            } catch (BatchFailedException e) {
                // Again.
            }
        }
        throw new AssertionError("the batch never succeeded");
    }
}
