package plainstream.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import plainstream.esm.EventSourceMapping;
import plainstream.esm.FunctionPool;
import plainstream.esm.Invoker;
import plainstream.esm.Mapping;
import plainstream.esm.MappingListener;
import plainstream.esm.MappingSettings;
import plainstream.esm.MskEvent;
import plainstream.esm.host.Child;
import plainstream.esm.host.Children;
import plainstream.esm.host.Ports;
import plainstream.local.balancer.LoadBalancer;
import plainstream.local.balancer.Route;
import plainstream.local.broker.Broker;
import plainstream.local.database.AccessGate;
import plainstream.local.database.DynamoDb;
import plainstream.local.database.Tables;
import plainstream.local.page.LivePage;

/** Everything that runs, started in parallel where it can be, stopped in order. */
final class Stack implements AutoCloseable {
    private final StackFile file;
    private final Pipeline pipeline;
    private final Settings settings;
    private final Console console;
    private final Overview overview;
    private final Parts parts;
    private final HttpClient client = HttpClient.newHttpClient();
    private final CompletableFuture<String> death = new CompletableFuture<>();
    private final Optional<LivePage> page;
    private volatile boolean stopping;

    Stack(StackFile file, Pipeline pipeline, Settings settings, Console console) {
        this.file = file;
        this.pipeline = pipeline;
        this.settings = settings;
        this.console = console;
        this.overview = new Overview(console);
        this.parts = new Parts(console::say);
        this.page = Optional.ofNullable(file.page()).map(known -> new LivePage(known, pipeline.functionOf()));
    }

    /** Completes with a sentence when a part dies that was not asked to. */
    CompletableFuture<String> death() {
        return death;
    }

    boolean isStopping() {
        return stopping;
    }

    /** Starts the parts in the reverse order of their stop; returns when the service and the functions answer. */
    void start() throws IOException, InterruptedException {
        var database = async(this::database);
        var broker = async(this::broker);
        var service = async(this::service);
        parts.add("dynamodb", get(database));
        var tables = new Tables(get(database).endpoint(), client);
        var gate = tables(tables, get(database));
        var functions = functions();
        parts.add("kafka", get(broker));
        parts.add(
                "control",
                Control.start(
                        get(broker),
                        gate + " " + get(database).pid(),
                        file.data().resolve("control")));
        aws(functions);
        functions.forEach((name, pool) -> parts.add("function " + name, pool));
        mappings(functions);
        parts.add(file.service().name(), get(service));
        var balancer = balancer(functions);
        page.ifPresent(live -> page(live, balancer, get(broker), tables));
        overview.print(file.data());
    }

    /** Stops what has been started, the last first, and whatever was still starting. */
    @Override
    public void close() {
        stopping = true;
        parts.close();
        Children.stopAll();
    }

    private DynamoDb database() {
        var database = DynamoDb.start(Ports.free(), file.data().resolve("dynamodb"), console.log("dynamodb"));
        database.child().onExit().thenAccept(process -> died(database.child()));
        return database;
    }

    /** Makes them, and opens the gate to them; returns where that is. */
    private String tables(Tables tables, DynamoDb database) throws IOException, InterruptedException {
        tables.create(
                pipeline.tables(),
                file.prefix(),
                file.pipeline().toAbsolutePath().getParent());
        var gate = AccessGate.start(
                settings.port(Settings.DYNAMODB_PORT),
                database.endpoint(),
                pipeline.grants(file.prefix()),
                console.shown("access"));
        parts.add("access", gate);
        overview.add("dynamodb", gate.endpoint().toString(), database.pid());
        overview.say("tables", pipeline.tables().size() + " made");
        return gate.endpoint().getAuthority();
    }

    private Broker broker() {
        var broker = Broker.start(
                file.data().resolve("kafka"), settings.port(Settings.KAFKA_PORT), console.log("kafka"), this::died);
        overview.add("kafka", broker.bootstrapServers(), broker.pid());
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
        new Readiness(client, URI.create(serviceAddress() + service.ready()), this::isStopping).await(child);
        child.onExit().thenAccept(process -> died(child));
        overview.add(service.name(), serviceAddress().toString(), child.pid());
        return child;
    }

    private void aws(Map<String, FunctionPool> functions) {
        int port = settings.port(Settings.AWS_PORT);
        var aws = Aws.start(port, file.buckets(), functions, file.data().resolve("aws"));
        parts.add("aws", aws);
        overview.add("aws", aws.address() + " (S3, Lambda)", "archive");
    }

    private Map<String, FunctionPool> functions() {
        var functions = new LinkedHashMap<String, FunctionPool>();
        pipeline.functions().forEach((name, described) -> {
            var function = file.function(name);
            var pool = new FunctionPool(
                    function.spec(name, described.handler(), heard(name, console.shown(name))),
                    Duration.ofSeconds(function.timeoutSeconds()),
                    function.concurrency());
            functions.put(name, pool);
            overview.add(name, "Lambda function", pool.pid());
        });
        return functions;
    }

    private void mappings(Map<String, FunctionPool> functions) {
        var event = new MskEvent(MappingSettings.CLUSTER_ARN, bootstrapServers());
        var log = console.shown("mappings");
        pipeline.mappings().forEach((name, described) -> {
            var function = known(functions, described.function());
            var mapping = new Mapping(
                    file.mapping().settings(name, described.topic()),
                    invoker(function),
                    function.arn(),
                    event,
                    file.mapping().destination(name),
                    log,
                    page.map(LivePage::listener).orElse(MappingListener.NONE));
            parts.add("mapping " + name, EventSourceMapping.start(mapping));
            overview.add("mapping " + name, described.topic() + " → " + described.function(), "mappings");
        });
    }

    private LoadBalancer balancer(Map<String, FunctionPool> functions) {
        List<Route> rules =
                pipeline.routes().stream().map(Pipeline.ReadRoute::rule).toList();
        Map<String, Invoker> targets = new LinkedHashMap<>();
        rules.forEach(rule -> targets.put(rule.function(), invoker(known(functions, rule.function()))));
        var balancer = LoadBalancer.start(
                settings.port(Settings.LB_PORT), serviceAddress(), rules, targets, console.log("balancer"));
        parts.add("load balancer", balancer);
        overview.add("balancer", balancer.address().toString(), "balancer");
        return balancer;
    }

    private void page(LivePage live, LoadBalancer balancer, Broker broker, Tables tables) {
        var mappings = pipeline.mappings().entrySet().stream()
                .map(mapping -> file.mapping()
                        .settings(mapping.getKey(), mapping.getValue().topic()))
                .toList();
        live.start(broker, tables, mappings);
        balancer.serve(LivePage.PATH, live::handle);
        parts.add("live page", live);
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

    private String bootstrapServers() {
        return Ports.HOST + ":" + settings.port(Settings.KAFKA_PORT);
    }

    private void died(Child child) {
        if (!stopping) {
            death.complete("%s (pid %d) died with status %d; its log: %s; its last output:\n%s"
                    .formatted(
                            child.name(),
                            child.pid(),
                            child.onExit().join().exitValue(),
                            console.file(child.name()),
                            child.tail()));
        }
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
