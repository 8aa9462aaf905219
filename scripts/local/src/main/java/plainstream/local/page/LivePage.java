package plainstream.local.page;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import plainstream.esm.FunctionPool;
import plainstream.esm.Invoker;
import plainstream.esm.MappingListener;
import plainstream.esm.MappingSettings;
import plainstream.esm.host.Http;
import plainstream.local.broker.Broker;
import plainstream.local.database.Tables;

/** What the load balancer serves below {@link #PATH}. Listens from the start; looks at the broker and the tables once they run. */
public final class LivePage implements AutoCloseable {
    /** Where it is served. */
    public static final String PATH = "/local/";

    private static final int RING = 8_192;

    /**
     * What the page is told of the stack.
     *
     * @param deadLetters the table of records that can take no effect
     * @param archive the folder of archived records
     * @param slowFunction which function can be made to look slow
     * @param poison a record that no function can read
     */
    public record Settings(String deadLetters, Path archive, String slowFunction, Poison poison) {}

    /** A record; its id and time are made for each. */
    public record Poison(String topic, String key, String value, Map<String, String> headers) {}

    private final Settings settings;
    private final Ring ring = new Ring(RING);
    private final Feed feed;
    private final Lines lines;
    private final Guard guard = new Guard();
    private final Map<String, Watched> functions = new ConcurrentHashMap<>();
    private final Map<String, String> functionOf;
    private State state;
    private Tail tail;
    private Faults faults;
    private DeadLetters deadLetters;
    private EventStream stream;

    /** @param functionOf the function of each mapping, by their names */
    public LivePage(Settings settings, Map<String, String> functionOf) {
        this.settings = settings;
        this.functionOf = Map.copyOf(functionOf);
        this.feed = new Feed(ring, this.functionOf::get);
        this.lines = new Lines(feed);
    }

    /** Hears each line of a part before it goes where it went. */
    public Consumer<String> lines(String part, Consumer<String> next) {
        return line -> {
            lines.line(part, line);
            next.accept(line);
        };
    }

    /** The function as mappings and the load balancer are to call it. */
    public Invoker function(FunctionPool pool) {
        return functions.computeIfAbsent(pool.name(), name -> new Watched(name, pool));
    }

    /** Hears what mappings do. */
    public MappingListener listener() {
        return feed;
    }

    /** Begins to look at what runs. */
    public void start(Broker broker, Tables tables, List<MappingSettings> mappings) {
        var watch = new Watch(broker.bootstrapServers(), mappings);
        deadLetters = new DeadLetters(tables, settings.deadLetters());
        faults = new Faults(broker, settings, functions);
        state = new State(new State.Seen(broker, watch, mappings, functions, deadLetters, settings.archive()), feed);
        stream = new EventStream(ring, state::json);
        tail = new Tail(feed, broker.bootstrapServers(), watch.topics());
        Thread.ofPlatform().daemon().name("page-tail").start(tail);
        Thread.ofPlatform().daemon().name("page-state").start(state);
    }

    /** Ends the streams first: the load balancer's stop would wait for them. */
    @Override
    public void close() {
        ring.close();
        tail.stop();
        state.close();
        faults.close();
    }

    /** Answers one request. */
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            String what = exchange.getRequestURI().getPath().substring(PATH.length());
            boolean write = exchange.getRequestMethod().equals("POST");
            if (!guard.admits(exchange) || write && !guard.admitsWrite(exchange)) {
                Http.answer(exchange, 403, "only the page itself, with its token\n");
            } else if (write) {
                write(exchange, what);
            } else if (exchange.getRequestMethod().equals("GET")) {
                read(exchange, what);
            } else {
                exchange.getResponseHeaders().set("Allow", "GET, POST");
                Http.answer(exchange, 405, "GET or POST\n");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(HttpExchange exchange, String what) throws IOException, InterruptedException {
        switch (what) {
            case "stream" -> stream.serve(exchange);
            case "state" -> json(exchange, state.json());
            case "token" ->
                json(exchange, Feed.object().put("token", guard.token()).toString());
            case "dead-letters" -> json(exchange, deadLetters());
            default -> Http.answer(exchange, 404, "nothing here\n");
        }
    }

    private String deadLetters() throws InterruptedException {
        try {
            return deadLetters.list().toString();
        } catch (IOException e) {
            return Feed.object().put("error", e.getMessage()).toString();
        }
    }

    private static void json(HttpExchange exchange, String json) throws IOException {
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        Http.answer(exchange, 200, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    private void write(HttpExchange exchange, String what) throws IOException, InterruptedException {
        try {
            String said = what.equals("dead-letters/send-again") ? sendAgain(exchange) : fault(what);
            feed.tell("fault", Feed.object().put("at", Feed.now()).put("what", said));
            Http.answer(exchange, 200, said + "\n");
        } catch (IllegalArgumentException e) {
            Http.answer(exchange, 404, e.getMessage() + "\n");
        } catch (Refused e) {
            Http.answer(exchange, 503, e.getMessage() + "\n");
        }
    }

    /** The stack could not do what was asked. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    private String fault(String what) throws Refused {
        if (!what.startsWith("faults/")) {
            throw new IllegalArgumentException("nothing here");
        }
        try {
            return faults.provoke(what.substring("faults/".length()));
        } catch (IOException e) {
            throw new Refused(e);
        }
    }

    private String sendAgain(HttpExchange exchange) throws Refused, InterruptedException {
        var query = query(exchange);
        try {
            long offset = Long.parseLong(query.getOrDefault("offset", ""));
            var record = deadLetters.record(query.getOrDefault("source", ""), offset);
            return "Sent again to "
                    + faults.send(
                            record.orElseThrow(() -> new IllegalArgumentException("no such dead letter, or not whole")))
                    + ".";
        } catch (IOException e) {
            throw new Refused(e);
        }
    }

    private static Map<String, String> query(HttpExchange exchange) {
        return Arrays.stream(Optional.ofNullable(exchange.getRequestURI().getQuery())
                        .orElse("")
                        .split("&"))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (first, second) -> first));
    }
}
