package plainstream.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import plainstream.esm.Destination;
import plainstream.esm.EventSourceMapping;
import plainstream.esm.FunctionPool;
import plainstream.esm.Invoker;
import plainstream.esm.Mapping;
import plainstream.esm.MappingListener;
import plainstream.esm.MappingSettings;
import plainstream.esm.MskEvent;
import plainstream.esm.host.Child;
import plainstream.esm.host.Ports;
import plainstream.local.archive.Archive;
import plainstream.local.archive.ArchiveWriter;
import plainstream.local.balancer.LoadBalancer;
import plainstream.local.broker.Broker;
import plainstream.local.database.DynamoDb;
import plainstream.local.database.Tables;
import plainstream.local.page.LivePage;

/** Everything that runs, started in parallel where it can be, stopped in order. */
final class Stack implements AutoCloseable {
    /** A row of the overview. */
    record Row(String name, String address, String pid, Path log) {}

    private record Part(String name, AutoCloseable what) {}

    private final StackFile file;
    private final Settings settings;
    private final Console console;
    private final HttpClient client = HttpClient.newHttpClient();
    private final long startNs = System.nanoTime();
    private final Deque<Part> running = new ArrayDeque<>();
    private final List<Row> rows = new ArrayList<>();
    private final CompletableFuture<String> death = new CompletableFuture<>();
    private final Optional<LivePage> page;
    private volatile boolean stopping;

    Stack(StackFile file, Settings settings, Console console) {
        this.file = file;
        this.settings = settings;
        this.console = console;
        this.page = Optional.ofNullable(file.page()).map(known -> new LivePage(known, file.functionOf()));
    }

    /** Completes with a sentence when a part dies that was not asked to. */
    CompletableFuture<String> death() {
        return death;
    }

    List<Row> rows() {
        return rows;
    }

    /** Starts the parts in the reverse order of their stop; returns when the service and the functions answer. */
    void start() throws IOException, InterruptedException {
        var database = async(this::database);
        var broker = async(this::broker);
        var service = async(this::service);
        add("dynamodb", get(database));
        var tables = new Tables(get(database).endpoint(), client);
        tables.create(file.tables(), file.timeToLive(), file.seeds());
        said("tables", file.tables().size() + " made, " + file.seeds().size() + " seeded");
        var functions = pools();
        add("kafka", get(broker));
        add("control", Control.start(get(broker), get(database), file.data().resolve("control")));
        archives();
        functions.forEach((name, pool) -> add("function " + name, pool));
        mappings(functions);
        add(file.service().name(), get(service));
        var balancer = balancer(functions);
        page.ifPresent(live -> page(live, balancer, get(broker), tables));
    }

    /** Stops what has been started, the last first: load balancer, service, mappings, functions, archives, broker, database. */
    @Override
    public void close() {
        stopping = true;
        for (Part part; (part = next()) != null; ) {
            try {
                part.what().close();
                console.say("stopped " + part.name());
            } catch (Exception e) {
                console.say("stopping " + part.name() + " failed: " + e);
            }
        }
    }

    private synchronized Part next() {
        return running.pollFirst();
    }

    private synchronized void add(String name, AutoCloseable part) {
        running.addFirst(new Part(name, part));
    }

    private DynamoDb database() {
        int port = settings.port(Settings.DYNAMODB_PORT);
        var database = DynamoDb.start(port, file.data().resolve("dynamodb"), console.log("dynamodb"));
        watch(database.child());
        row("dynamodb", database.endpoint().toString(), database.pid());
        return database;
    }

    private Broker broker() {
        var broker =
                Broker.start(file.data().resolve("kafka"), settings.port(Settings.KAFKA_PORT), console.log("kafka"));
        row("kafka", broker.bootstrapServers(), broker.pid());
        return broker;
    }

    private Child service() {
        var service = file.service();
        var spec = new Child.Spec(
                service.name(),
                service.command(),
                service.environment(),
                Path.of("").toAbsolutePath(),
                heard(service.name(), console.log(service.name())));
        var child = Child.start(spec, Duration.ofSeconds(service.stopSeconds()));
        new Readiness(client, URI.create(serviceAddress() + service.ready())).await(child);
        watch(child);
        row(service.name(), serviceAddress().toString(), child.pid());
        return child;
    }

    private void archives() {
        var bootstrap = Ports.HOST + ":" + settings.port(Settings.KAFKA_PORT);
        for (Archive.Settings archive : file.archives()) {
            add("archive " + archive.stream(), ArchiveWriter.start(archive, bootstrap, console.log("archive")));
        }
    }

    private Map<String, FunctionPool> pools() {
        var functions = new LinkedHashMap<String, FunctionPool>();
        for (StackFile.Function function : file.functions()) {
            var pool = new FunctionPool(
                    function.spec(heard(function.name(), console.shown(function.name()))),
                    Duration.ofSeconds(function.timeoutSeconds()),
                    function.concurrency());
            functions.put(function.name(), pool);
            row(function.name(), "Lambda function", pool.pid());
        }
        return functions;
    }

    private void mappings(Map<String, FunctionPool> functions) {
        var event = new MskEvent(MappingSettings.CLUSTER_ARN, Ports.HOST + ":" + settings.port(Settings.KAFKA_PORT));
        for (StackFile.MappingEntry entry : file.mappings()) {
            var function = known(functions, entry.function());
            var mapping = new Mapping(
                    entry.settings(),
                    invoker(function),
                    function.arn(),
                    event,
                    Optional.ofNullable(entry.onFailure()).map(Destination::file),
                    console.shown("mappings"),
                    page.map(LivePage::listener).orElse(MappingListener.NONE));
            add("mapping " + entry.name(), EventSourceMapping.start(mapping));
            row("mapping " + entry.name(), String.join(", ", entry.topics()) + " → " + entry.function(), 0);
        }
    }

    private LoadBalancer balancer(Map<String, FunctionPool> functions) {
        Map<String, Invoker> targets = new LinkedHashMap<>();
        file.routes().forEach(route -> targets.put(route.function(), invoker(known(functions, route.function()))));
        var balancer = LoadBalancer.start(
                settings.port(Settings.LB_PORT), serviceAddress(), file.routes(), targets, console.log("balancer"));
        add("load balancer", balancer);
        row("balancer", balancer.address().toString(), 0);
        return balancer;
    }

    private void page(LivePage live, LoadBalancer balancer, Broker broker, Tables tables) {
        live.start(
                broker,
                tables,
                file.mappings().stream().map(StackFile.MappingEntry::settings).toList());
        balancer.serve(LivePage.PATH, live::handle);
        add("live page", live);
    }

    private Consumer<String> heard(String part, Consumer<String> lines) {
        return page.map(live -> live.lines(part, lines)).orElse(lines);
    }

    private Invoker invoker(FunctionPool function) {
        return page.map(live -> live.function(function)).orElse(function);
    }

    private static FunctionPool known(Map<String, FunctionPool> functions, String name) {
        return Optional.ofNullable(functions.get(name))
                .orElseThrow(() -> new IllegalArgumentException("no function is named " + name));
    }

    private URI serviceAddress() {
        return URI.create("http://" + Ports.HOST + ":" + settings.port(Settings.API_PORT));
    }

    private void watch(Child child) {
        child.onExit().thenAccept(process -> {
            if (!stopping) {
                death.complete("%s (pid %d) died with status %d; its log: %s; its last output:\n%s"
                        .formatted(
                                child.name(),
                                child.pid(),
                                process.exitValue(),
                                console.file(child.name()),
                                child.tail()));
            }
        });
    }

    private synchronized void row(String name, String address, long pid) {
        rows.add(new Row(name, address, pid == 0 ? "" : String.valueOf(pid), console.file(log(name))));
        said(name, address);
    }

    private static String log(String name) {
        return name.startsWith("mapping ") ? "mappings" : name;
    }

    private void said(String name, String what) {
        console.say("%5.1f s  %-18s %s".formatted((System.nanoTime() - startNs) / 1e9, name, what));
    }

    private static <T> CompletableFuture<T> async(Supplier<T> supplier) {
        var future = new CompletableFuture<T>();
        Thread.ofVirtual().start(() -> {
            try {
                future.complete(supplier.get());
            } catch (RuntimeException | Error e) {
                future.completeExceptionally(e);
            }
        });
        return future;
    }

    private static <T> T get(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
