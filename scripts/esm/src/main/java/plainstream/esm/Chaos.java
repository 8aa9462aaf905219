package plainstream.esm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Does to a function, by a seed, all that at-least-once delivery allows: gives a batch twice, gives a part of it before the whole, loses an
 * answer, refuses, waits, and ends the function's process. What happens to an invocation follows from the seed, from the offsets that it
 * begins with, and from how often they came: the same seed does the same to the same invocations, in whatever order they come.
 */
public final class Chaos implements Invoker {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int LONGEST_DELAY_MS = 50;
    private static final int REMEMBERED = 10_000;

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
    private final IntConsumer kill;
    private final long seed;
    private final Consumer<String> log;
    /** How often each came, of the latest. */
    private final Map<String, Integer> times = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > REMEMBERED;
        }
    };

    /**
     * Nothing happens before the first invocation.
     *
     * @param kill is told, just before an invocation, after how many milliseconds to end the function's process
     * @param log gets a line for each thing done
     */
    public Chaos(Invoker function, IntConsumer kill, long seed, Consumer<String> log) {
        this.function = function;
        this.kill = kill;
        this.seed = seed;
        this.log = log;
    }

    @Override
    public byte[] invoke(byte[] event) throws FunctionError {
        String beginnings = beginnings(event);
        int time;
        synchronized (times) {
            time = times.merge(beginnings, 1, Integer::sum);
        }
        var random = new SplittableRandom(seed ^ ((long) beginnings.hashCode() << Integer.SIZE | time));
        // Half of all invocations go well: something must get through.
        var trouble =
                random.nextBoolean() ? Trouble.NONE : Trouble.values()[1 + random.nextInt(Trouble.values().length - 1)];
        if (trouble != Trouble.NONE) {
            log.accept("chaos: " + trouble + " for " + beginnings);
        }
        return invoke(event, trouble, random.nextInt(Integer.MAX_VALUE));
    }

    private byte[] invoke(byte[] event, Trouble trouble, int roll) throws FunctionError {
        return switch (trouble) {
            case NONE -> function.invoke(event);
            case TWICE -> after(event, event);
            case PART_FIRST -> after(part(event, roll), event);
            case ANSWER_LOST -> {
                function.invoke(event);
                throw new FunctionError("Sandbox.Timedout", "the answer was lost");
            }
            case REFUSED -> throw new FunctionError("Unhandled", "refused before it began");
            case DELAYED -> {
                pause(roll % LONGEST_DELAY_MS);
                yield function.invoke(event);
            }
            case KILLED -> {
                kill.accept(roll % LONGEST_DELAY_MS);
                yield function.invoke(event);
            }
        };
    }

    /** Each partition with its first offset. */
    private static String beginnings(byte[] event) {
        var text = new StringJoiner(", ");
        for (var partition : tree(event).get("records").properties()) {
            text.add(partition.getKey() + "@" + partition.getValue().path(0).path("offset"));
        }
        return text.toString();
    }

    private byte[] after(byte[] first, byte[] then) throws FunctionError {
        function.invoke(first);
        return function.invoke(then);
    }

    /** The first records of each partition, at least one of one. */
    private static byte[] part(byte[] event, int roll) {
        var root = tree(event);
        for (var partition : root.get("records").properties()) {
            var list = (ArrayNode) partition.getValue();
            int keep = Math.max(1, roll % Math.max(1, list.size()));
            while (list.size() > keep) {
                list.remove(list.size() - 1);
            }
        }
        try {
            return MAPPER.writeValueAsBytes(root);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }

    private static JsonNode tree(byte[] event) {
        try {
            return MAPPER.readTree(event);
        } catch (IOException e) {
            throw new UncheckedIOException("an event of our own is no JSON", e);
        }
    }

    private static void pause(int ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
