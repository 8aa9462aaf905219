package plainstream.esm.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import plainstream.esm.Chaos;
import plainstream.esm.Destination;
import plainstream.esm.EventCounts;
import plainstream.esm.EventSourceMapping;
import plainstream.esm.FunctionPool;
import plainstream.esm.Invoker;
import plainstream.esm.Mapping;
import plainstream.esm.MskEvent;
import plainstream.esm.Recorder;
import plainstream.esm.TopicDestination;
import plainstream.esm.aws.Arn;
import plainstream.esm.aws.Aws;
import plainstream.esm.aws.Destinations;

/** {@code run}: a mapping from topics to a function, until Ctrl-C, or until nothing comes any more. */
final class Run implements Stepper.Session, AutoCloseable {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration TICK = Duration.ofMillis(200);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final int LONGEST_IDLE_S = 86_400;

    /** What happens beside the records: told by other threads, done by this one. */
    private sealed interface Order {
        record Rewind(String position) implements Order {}

        record Quit() implements Order {}

        record Enable(boolean on) implements Order {}
    }

    private final Words words;
    private final Plan plan;
    private final BufferedReader in;
    private final PrintStream out;
    private final PrintStream err;
    private final EventCounts counts = new EventCounts();
    private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    Run(Words words, BufferedReader in, PrintStream out, PrintStream err) throws UsageException {
        this.words = words;
        this.plan = Plan.of(words);
        this.in = in;
        this.out = out;
        this.err = err;
    }

    /** Returns when it is over. */
    ExitCode run() throws UsageException, InterruptedException {
        var faults = new ArrayList<String>();
        var idle = new Idle(Duration.ofSeconds(Functions.number(words, Option.UNTIL_IDLE, 1, LONGEST_IDLE_S, faults)));
        if (!faults.isEmpty()) {
            throw new UsageException(faults);
        }
        Mapping mapping = mapping();
        var status = new StatusLine(err, plan.settings().name(), counts);
        say("%s → %s, group %s"
                .formatted(
                        plan.settings().source().topics(),
                        mapping.functionArn(),
                        plan.settings().source().groupId()));
        if (!plan.enabled()) {
            say("not enabled: \"enable\" and a new line begin, \"disable\" pauses");
            Thread.ofPlatform().daemon().start(this::listen);
        }
        var running =
                plan.enabled() ? Optional.of(EventSourceMapping.start(mapping)) : Optional.<EventSourceMapping>empty();
        long nextMinute = System.nanoTime() + MINUTE.toNanos();
        try {
            while (true) {
                var order = orders.poll(TICK.toMillis(), TimeUnit.MILLISECONDS);
                switch (order) {
                    case null -> status.show();
                    case Order.Quit() -> {
                        return ExitCode.OK;
                    }
                    case Order.Enable(boolean on) -> running = enabled(running, on, mapping);
                    case Order.Rewind(String position) -> {
                        running.ifPresent(EventSourceMapping::close);
                        say(Rewind.group(plan, position));
                        running = Optional.of(EventSourceMapping.start(mapping));
                    }
                }
                if (System.nanoTime() > nextMinute) {
                    nextMinute += MINUTE.toNanos();
                    metrics();
                }
                if (words.has(Option.UNTIL_IDLE)
                        && running.isPresent()
                        && idle.isOver(running.get(), counts.quietNanos())) {
                    return ExitCode.OK;
                }
            }
        } finally {
            running.ifPresent(EventSourceMapping::close);
            status.end();
            metrics();
            say(status.text());
        }
    }

    private static Optional<EventSourceMapping> enabled(
            Optional<EventSourceMapping> running, boolean on, Mapping mapping) {
        if (on == running.isPresent()) {
            return running;
        }
        running.ifPresent(EventSourceMapping::close);
        return on ? Optional.of(EventSourceMapping.start(mapping)) : Optional.empty();
    }

    private void listen() {
        try {
            for (String line; (line = in.readLine()) != null; ) {
                switch (line.strip()) {
                    case "enable" -> orders.add(new Order.Enable(true));
                    case "disable" -> orders.add(new Order.Enable(false));
                    default -> say("enable or disable?");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Mapping mapping() throws UsageException {
        var functions = Functions.of(words, plan.functionName(), line -> out.println(line));
        open.push(functions);
        Invoker invoker = functions.invoker();
        IntConsumer kill = invoker instanceof FunctionPool pool ? ms -> kill(pool, ms) : ms -> {};
        if (words.has(Option.CHAOS)) {
            invoker = new Chaos(invoker, kill, seed(), this::say);
        }
        if (words.has(Option.RECORD)) {
            var recorder =
                    new Recorder(invoker, Path.of(words.value(Option.RECORD).orElseThrow()));
            open.push(recorder);
            invoker = recorder;
        }
        if (words.has(Option.STEP)) {
            out.println(Stepper.HELP);
            invoker = new Stepper(invoker, in, out, this);
        }
        var event = new MskEvent(plan.clusterArn(), plan.bootstrapServers());
        return new Mapping(plan.settings(), invoker, functions.arn(), event, destination(), this::say, counts);
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

    private void metrics() {
        words.value(Option.METRICS).ifPresent(file -> {
            String line = counts.json(plan.settings().name(), System.currentTimeMillis());
            if (file.equals("-")) {
                out.println(line);
                return;
            }
            try {
                Files.writeString(
                        Path.of(file),
                        line + "\n",
                        StandardCharsets.UTF_8,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            } catch (IOException e) {
                say("--metrics: " + file + " cannot be written: " + e.getMessage());
            }
        });
    }

    private void say(String line) {
        err.println(line);
    }

    @Override
    public void rewind(String position) {
        orders.add(new Order.Rewind(position));
    }

    @Override
    public void quit() {
        orders.add(new Order.Quit());
    }

    /** For Ctrl-C: returns when the invocation under way has ended and is committed. */
    void finish() {
        quit();
        try {
            ended.await(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                say("at the end: " + e);
            }
        }
        ended.countDown();
    }
}
