package plainstream.esm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Does to a function, by a seed, all that at-least-once delivery allows: gives a batch twice, gives a part of it before the whole, loses an
 * answer, refuses, waits, and ends the function's process. The same seed does the same to the same invocations.
 */
public final class Chaos implements Invoker {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int LONGEST_DELAY_MS = 50;

    private enum Trouble {
        NONE,
        TWICE,
        PART_FIRST,
        ANSWER_LOST,
        REFUSED,
        DELAYED,
        KILLED
    }

    private final Invoker function;
    private final Runnable kill;
    private final Consumer<String> log;
    private final SplittableRandom random;

    /**
     * Nothing happens before the first invocation.
     *
     * @param kill ends the function's process, if it has one
     * @param log gets a line for each thing done
     */
    public Chaos(Invoker function, Runnable kill, long seed, Consumer<String> log) {
        this.function = function;
        this.kill = kill;
        this.random = new SplittableRandom(seed);
        this.log = log;
    }

    @Override
    public byte[] invoke(byte[] event) throws FunctionError {
        Trouble trouble;
        int roll;
        synchronized (random) {
            // Half of all invocations go well: something must get through.
            trouble = random.nextBoolean()
                    ? Trouble.NONE
                    : Trouble.values()[1 + random.nextInt(Trouble.values().length - 1)];
            roll = random.nextInt(Integer.MAX_VALUE);
        }
        if (trouble != Trouble.NONE) {
            log.accept("chaos: " + trouble);
        }
        return switch (trouble) {
            case NONE -> function.invoke(event);
            case TWICE -> after(event, event);
            case PART_FIRST -> after(part(event, roll), event);
            case ANSWER_LOST -> {
                function.invoke(event);
                throw new FunctionError("Sandbox.Timedout", "the answer was lost");
            }
            case REFUSED -> throw new FunctionError("Unhandled", "refused before it began");
            case DELAYED -> delayed(event, roll % LONGEST_DELAY_MS);
            case KILLED -> killed(event, roll % LONGEST_DELAY_MS);
        };
    }

    private byte[] after(byte[] first, byte[] then) throws FunctionError {
        function.invoke(first);
        return function.invoke(then);
    }

    private byte[] delayed(byte[] event, int ms) throws FunctionError {
        pause(ms);
        return function.invoke(event);
    }

    private byte[] killed(byte[] event, int ms) throws FunctionError {
        var killer = Thread.ofVirtual().start(() -> {
            pause(ms);
            kill.run();
        });
        try {
            return function.invoke(event);
        } finally {
            join(killer);
        }
    }

    /** The first records of each partition, at least one of one. */
    private static byte[] part(byte[] event, int roll) {
        try {
            var root = (ObjectNode) MAPPER.readTree(event);
            var records = (ObjectNode) root.get("records");
            for (String partition : names(records)) {
                var list = (ArrayNode) records.get(partition);
                int keep = Math.max(1, roll % Math.max(1, list.size()));
                var kept = MAPPER.createArrayNode();
                for (JsonNode record : list) {
                    if (kept.size() < keep) {
                        kept.add(record);
                    }
                }
                records.set(partition, kept);
            }
            return MAPPER.writeValueAsBytes(root);
        } catch (IOException e) {
            throw new UncheckedIOException("an event of our own is no JSON", e);
        }
    }

    private static List<String> names(ObjectNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static void pause(int ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
