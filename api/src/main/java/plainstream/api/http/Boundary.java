package plainstream.api.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import plainstream.api.kafka.Delivery;
import plainstream.api.kafka.Publisher;
import plainstream.api.log.Metrics;

/**
 * The one place where requests come in, answers go out and faults end. Whatever a handler throws is answered: the server itself would close
 * the connection without a word, and lose count of the exchange.
 *
 * <p>A request that publishes holds no thread while it waits: its virtual thread sends and ends; the acknowledgement starts another, which
 * answers. It never answers on the producer's own thread, where one slow client would hold up every send. Only a server that goes on with the
 * connection when its handler returns is kept waiting for the answer.
 *
 * <p>On the way of an accepted event types are told by {@code instanceof}: a {@code switch} over patterns makes a class at its first use, which
 * no AOT cache of JDK 25 holds, and the first answer would wait for it.
 */
public final class Boundary implements HttpHandler {
    private static final System.Logger LOG = System.getLogger(Boundary.class.getName());
    private static final List<String> NO_STORE = List.of("no-store");
    private static final List<String> NO_SNIFF = List.of("nosniff");
    private static final Problem FAULT = Problem.of(500, "The fault is ours and has been logged.");
    private static final Problem FULL = Problem.unavailable("Too many requests wait for Kafka.");
    private static final Problem TOO_LARGE = Problem.of(413, "Kafka takes no events as large as this one.");
    private static final Problem UNCONFIRMED = Problem.unavailable(
            "Kafka did not confirm in time. The event may have been stored: repeat it with the same Idempotency-Key.");

    private final Router router;
    private final Publisher publisher;
    private final Semaphore permits;
    private final Drain drain;
    private final Metrics metrics;
    private final boolean returnsFirst;

    /**
     * Over one publisher.
     *
     * @param maxInFlight requests that may wait for it at a time; beyond them the answer is 503
     * @param returnsFirst whether {@link #handle} may return before a write is answered, as the JDK's own server allows
     */
    public Boundary(
            Router router, Publisher publisher, int maxInFlight, Drain drain, Metrics metrics, boolean returnsFirst) {
        this.router = router;
        this.publisher = publisher;
        this.permits = new Semaphore(maxInFlight);
        this.drain = drain;
        this.metrics = metrics;
        this.returnsFirst = returnsFirst;
    }

    @Override
    public void handle(HttpExchange exchange) {
        drain.begin();
        Call call = new Call(exchange);
        Decision decision = decide(call);
        if (decision instanceof Publication publication) {
            publish(call, publication);
        } else if (decision instanceof Response response) {
            answer(call, response, Optional.empty());
        }
    }

    private Decision decide(Call call) {
        try {
            RequestRules.check(call);
            Route route = router.find(call.path());
            call.routed(route);
            return route.handle(call);
        } catch (Problem e) {
            return e.response(call.instance());
        } catch (Throwable e) {
            return fault(call, e);
        }
    }

    private static Response fault(Call call, Throwable e) {
        LOG.log(Level.ERROR, () -> "request " + call.id() + " failed", e);
        return FAULT.response(call.instance());
    }

    private void publish(Call call, Publication publication) {
        if (!permits.tryAcquire()) {
            metrics.refused();
            answer(call, FULL.response(call.instance()), Optional.empty());
            return;
        }
        metrics.inFlight(1);
        long sentNanos = System.nanoTime();
        var answered = new CountDownLatch(returnsFirst ? 0 : 1);
        try {
            publisher.publish(publication.event(), delivery -> {
                metrics.published(System.nanoTime() - sentNanos);
                leave();
                Thread.startVirtualThread(() -> {
                    answer(call, answerTo(delivery, call, publication), Optional.of(delivery));
                    answered.countDown();
                });
            });
            answered.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            leave();
            answer(call, fault(call, e), Optional.empty());
        }
    }

    private void leave() {
        permits.release();
        metrics.inFlight(-1);
    }

    private static Response answerTo(Delivery delivery, Call call, Publication publication) {
        if (delivery instanceof Delivery.Failure failure) {
            return switch (failure) {
                case Delivery.TooLarge _ -> TOO_LARGE.response(call.instance());
                case Delivery.Refused refused -> fault(call, refused.cause());
                case Delivery.Unconfirmed _ -> UNCONFIRMED.response(call.instance());
            };
        }
        return publication.onStored();
    }

    private void answer(Call call, Response response, Optional<Delivery> delivery) {
        boolean sent = false;
        try (HttpExchange exchange = call.exchange()) {
            send(exchange, headersFor(call, response), response);
            sent = true;
        } catch (IOException e) {
            // The client went away; the access line says so.
        } catch (RuntimeException e) {
            fault(call, e);
        } finally {
            long nanos = call.elapsedNanos();
            metrics.answered(call.route(), response.status(), nanos);
            AccessLog.line(call, response.status(), nanos, sent, delivery);
            drain.end();
        }
    }

    private Headers headersFor(Call call, Response response) {
        Headers headers = call.exchange().getResponseHeaders();
        headers.put("X-request-id", List.of(call.id()));
        headers.put("Cache-control", NO_STORE);
        headers.put("X-content-type-options", NO_SNIFF);
        response.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        if (drain.isDraining() || call.leavesContent() || call.asksToClose()) {
            headers.set("Connection", "close");
        }
        return headers;
    }

    private static void send(HttpExchange exchange, Headers headers, Response response) throws IOException {
        int length = response.body().length;
        if (exchange.getRequestMethod().equals("HEAD")) {
            // Given to sendResponseHeaders instead, the length would be dropped, with a warning.
            headers.set("Content-length", Integer.toString(length));
            exchange.sendResponseHeaders(response.status(), -1);
        } else if (length == 0) {
            exchange.sendResponseHeaders(response.status(), -1);
        } else {
            exchange.sendResponseHeaders(response.status(), length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(response.body());
                body.flush();
                discard(exchange);
            }
        }
    }

    /**
     * Reads away what is left of the body. The server itself would do so when the exchange closes; but its reader throws an unchecked exception
     * on a chunk size beyond an int, close does not catch that, and the exchange would never end. So it is read here, where it is caught. Read
     * to its end, a body closes without the 2 KB that the server would take to look for more.
     */
    private static void discard(HttpExchange exchange) {
        try (InputStream body = exchange.getRequestBody()) {
            body.read();
        } catch (IOException | IndexOutOfBoundsException e) {
            // Whatever was left is of no use, and the connection closes after the answer.
        }
    }
}
