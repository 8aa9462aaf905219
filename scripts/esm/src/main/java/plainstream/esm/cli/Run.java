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
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import plainstream.esm.EventCounts;
import plainstream.esm.EventSourceMapping;
import plainstream.esm.Mapping;

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
    private final Wiring wiring;
    private final CountDownLatch ended = new CountDownLatch(1);
    private Optional<EventSourceMapping> running = Optional.empty();

    Run(Words words, BufferedReader in, PrintStream out, PrintStream err) throws UsageException {
        this.words = words;
        this.plan = Plan.of(words);
        this.in = in;
        this.out = out;
        this.err = err;
        this.wiring = new Wiring(words, plan, in, out, this::say);
    }

    /** Returns when it is over. */
    ExitCode run() throws UsageException, InterruptedException {
        var idle = idle();
        Mapping mapping = wiring.mapping(this, counts);
        var status = new StatusLine(err, plan.settings().name(), counts);
        begin(mapping);
        long nextMinute = System.nanoTime() + MINUTE.toNanos();
        try {
            while (obeyed(orders.poll(TICK.toMillis(), TimeUnit.MILLISECONDS), mapping) && !isOver(idle)) {
                status.show();
                if (System.nanoTime() > nextMinute) {
                    nextMinute += MINUTE.toNanos();
                    metrics();
                }
            }
            return ExitCode.OK;
        } finally {
            stop();
            status.end();
            metrics();
            say(status.text());
        }
    }

    private Idle idle() throws UsageException {
        var faults = new ArrayList<String>();
        int seconds = Functions.number(words, Option.UNTIL_IDLE, 1, LONGEST_IDLE_S, faults);
        if (!faults.isEmpty()) {
            throw new UsageException(faults);
        }
        return new Idle(Duration.ofSeconds(seconds));
    }

    private void begin(Mapping mapping) {
        var source = plan.settings().source();
        say("%s → %s, group %s".formatted(source.topics(), mapping.functionArn(), source.groupId()));
        if (plan.enabled()) {
            start(mapping);
        } else {
            say("not enabled: \"enable\" and a new line begin, \"disable\" pauses");
            Thread.ofPlatform().daemon().start(this::listen);
        }
    }

    /** Does what is asked for, if anything is; false ends the run. */
    private boolean obeyed(Order order, Mapping mapping) throws InterruptedException {
        switch (order) {
            case null -> {}
            case Order.Quit() -> {
                return false;
            }
            case Order.Enable(boolean on) -> {
                if (!on) {
                    stop();
                } else if (running.isEmpty()) {
                    start(mapping);
                }
            }
            case Order.Rewind(String position) -> {
                stop();
                say(Rewind.group(plan, position));
                start(mapping);
            }
        }
        return true;
    }

    private boolean isOver(Idle idle) {
        return words.has(Option.UNTIL_IDLE) && running.isPresent() && idle.isOver(running.get(), counts.quietNanos());
    }

    private void start(Mapping mapping) {
        running = Optional.of(EventSourceMapping.start(mapping));
    }

    private void stop() {
        running.ifPresent(EventSourceMapping::close);
        running = Optional.empty();
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
        wiring.close();
        ended.countDown();
    }
}
