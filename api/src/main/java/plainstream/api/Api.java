package plainstream.api;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.spi.HttpServerProvider;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import plainstream.api.http.Boundary;
import plainstream.api.http.Drain;
import plainstream.api.http.Router;
import plainstream.api.kafka.KafkaPublisher;
import plainstream.api.kafka.LogPublisher;
import plainstream.api.kafka.Publisher;
import plainstream.api.log.LogFields;
import plainstream.api.log.Metrics;
import plainstream.api.routes.Routes;
import plainstream.api.settings.Settings;
import plainstream.api.time.Pause;

/** The running API: started first, connected to Kafka in the background, stopped in order. */
final class Api {
    private static final System.Logger LOG = System.getLogger(Api.class.getName());
    /** Connections that wait to be accepted; 0 would mean 50. */
    private static final int BACKLOG = 2_048;
    /** The last part of the grace period, for closing connections, the producer and the log; of a period under 8 s, its last quarter. */
    private static final Duration RESERVE = Duration.ofSeconds(2);

    private final Settings settings;
    private final Publisher publisher;
    private final HttpServer server;
    private final Drain drain = new Drain();
    private final Metrics metrics;

    private Api(Settings settings, Publisher publisher, Metrics metrics) throws IOException {
        this.settings = settings;
        this.publisher = publisher;
        this.metrics = metrics;
        this.server = HttpServer.create(new InetSocketAddress(settings.host(), settings.port()), BACKLOG);
    }

    /**
     * Listens and serves.
     *
     * @throws IOException if the address cannot be listened on
     */
    static Api start(Settings settings) throws IOException {
        Metrics metrics = new Metrics();
        Publisher publisher =
                settings.kafka().enabled() ? new KafkaPublisher(settings.kafka(), metrics) : new LogPublisher();
        return start(settings, publisher, metrics);
    }

    static Api start(Settings settings, Publisher publisher, Metrics metrics) throws IOException {
        Api api = new Api(settings, publisher, metrics);
        metrics.readyIf(publisher::isReady);
        Router router = new Router(Routes.all(publisher, api.drain, settings.pageLinks()));
        Boundary boundary =
                new Boundary(router, publisher, settings.maxInFlight(), api.drain, api.metrics, isServerOfTheJdk());
        api.server.createContext("/", boundary);
        api.server.setExecutor(Thread::startVirtualThread);
        api.server.start();
        publisher.start();
        LOG.log(Level.INFO, "listening", (LogFields)
                json -> json.member("host", settings.host()).member("port", api.port()));
        return api;
    }

    /** It goes on with a connection when the exchange is closed; another provider's may when the handler returns. */
    private static boolean isServerOfTheJdk() {
        return HttpServerProvider.provider().getClass().getModule() == HttpServer.class.getModule();
    }

    int port() {
        return server.getAddress().getPort();
    }

    Metrics metrics() {
        return metrics;
    }

    /**
     * Stops within the grace period: {@code /readiness} says 503 and every answer closes its connection, so that the load balancer leaves; it is
     * served until it has, since a server that closes its door resets the connections that wait there. Then the producer is flushed.
     */
    void stop() {
        long endNanos = System.nanoTime() + settings.shutdownGrace().toNanos();
        LOG.log(Level.INFO, "draining", (LogFields) json -> json.member("requests", drain.requests()));
        drain.startDraining();
        Pause.of(min(settings.drainDelay(), left(endNanos)));
        drain.awaitQuiet(
                endNanos - min(RESERVE, settings.shutdownGrace().dividedBy(4)).toNanos());
        // Without its own delay, which waits for exchanges that it lost count of (a client's reset is enough).
        server.stop(0);
        publisher.close(left(endNanos));
        LOG.log(Level.INFO, "stopped", (LogFields) json -> json.member("requests", drain.requests()));
    }

    private static Duration left(long endNanos) {
        return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
