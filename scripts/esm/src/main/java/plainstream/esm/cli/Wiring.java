package plainstream.esm.cli;

import java.io.BufferedReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import plainstream.esm.Chaos;
import plainstream.esm.Destination;
import plainstream.esm.FunctionPool;
import plainstream.esm.Invoker;
import plainstream.esm.Mapping;
import plainstream.esm.MappingListener;
import plainstream.esm.MskEvent;
import plainstream.esm.Recorder;
import plainstream.esm.TopicDestination;
import plainstream.esm.aws.Arn;
import plainstream.esm.aws.Aws;
import plainstream.esm.aws.Destinations;

/** Makes what {@code run} consists of: the function, what stands before it, and the destination; closes them in turn. */
final class Wiring implements AutoCloseable {
    private final Words words;
    private final Plan plan;
    private final BufferedReader in;
    private final PrintStream out;
    private final Consumer<String> say;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    Wiring(Words words, Plan plan, BufferedReader in, PrintStream out, Consumer<String> say) {
        this.words = words;
        this.plan = plan;
        this.in = in;
        this.out = out;
        this.say = say;
    }

    /**
     * The mapping that the words ask for, not started.
     *
     * @param session whom {@code --step} tells to rewind and to quit
     * @param counts is told what happens
     */
    Mapping mapping(Stepper.Session session, MappingListener counts) throws UsageException {
        var functions = Functions.of(words, plan.functionName(), line -> out.println(line));
        open.push(functions);
        Invoker invoker = functions.invoker();
        IntConsumer kill = invoker instanceof FunctionPool pool ? ms -> kill(pool, ms) : ms -> {};
        if (words.has(Option.CHAOS)) {
            invoker = new Chaos(invoker, kill, seed(), say);
        }
        if (words.has(Option.RECORD)) {
            var recorder =
                    new Recorder(invoker, Path.of(words.value(Option.RECORD).orElseThrow()));
            open.push(recorder);
            invoker = recorder;
        }
        if (words.has(Option.STEP)) {
            out.println(Stepper.HELP);
            invoker = new Stepper(invoker, in, out, session);
        }
        var event = new MskEvent(plan.clusterArn(), plan.bootstrapServers());
        return new Mapping(plan.settings(), invoker, functions.arn(), event, destination(), say, counts);
    }

    private static void kill(FunctionPool pool, int ms) {
        Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(ms);
                pool.kill();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private long seed() throws UsageException {
        String text = words.value(Option.CHAOS).orElseThrow();
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new UsageException(List.of("--chaos is '" + text + "', legal: a whole number"));
        }
    }

    private Optional<Destination> destination() throws UsageException {
        String name = plan.destination();
        if (name.isEmpty()) {
            return Optional.empty();
        }
        if (name.startsWith("kafka://")) {
            Map<String, Object> client = new HashMap<>(plan.client());
            client.put("bootstrap.servers", plan.bootstrapServers());
            var topic = new TopicDestination(name.substring("kafka://".length()), client);
            open.push(topic);
            return Optional.of(topic);
        }
        if (name.startsWith("file://")) {
            return Optional.of(Destination.file(Path.of(name.substring("file://".length()))));
        }
        try {
            return Optional.of(Destinations.of(new Aws(System.getenv()), Arn.of(name)));
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    List.of("DestinationConfig: " + e.getMessage() + " (and file://PATH, which is ours)"));
        }
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                say.accept("at the end: " + e);
            }
        }
    }
}
