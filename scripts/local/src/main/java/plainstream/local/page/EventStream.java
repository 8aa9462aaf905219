package plainstream.local.page;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import plainstream.esm.host.Http;

/**
 * {@code GET /local/stream}: <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">server-sent events</a>. A
 * reader begins with the state as it is, or after its {@code Last-Event-ID}; what it missed is told by an event {@code gap}.
 */
final class EventStream {
    private static final int MOST_READERS = 32;
    private static final long HEARTBEAT_MS = 10_000;

    private final Ring ring;
    private final Supplier<String> state;
    private final Semaphore readers = new Semaphore(MOST_READERS);
    /** Numbers of another run mean nothing in this one. */
    private final String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);

    EventStream(Ring ring, Supplier<String> state) {
        this.ring = ring;
        this.state = state;
    }

    void serve(HttpExchange exchange) throws IOException {
        if (!readers.tryAcquire()) {
            Http.answer(exchange, 503, "too many readers\n");
            return;
        }
        try {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(200, 0);
            write(exchange.getResponseBody(), begin(exchange.getRequestHeaders().getFirst("Last-Event-ID")));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            readers.release();
        }
    }

    private long begin(String lastId) {
        if (lastId == null || !lastId.matches(run + "-[0-9]{1,15}")) {
            return ring.last();
        }
        return Math.min(ring.last(), Long.parseLong(lastId.substring(run.length() + 1)));
    }

    private void write(OutputStream out, long begin) throws IOException, InterruptedException {
        long number = begin;
        send(out, "event: state\ndata: " + state.get() + "\n\n");
        for (Optional<Ring.Read> read; (read = ring.after(number, HEARTBEAT_MS)).isPresent(); ) {
            var text = new StringBuilder();
            if (read.get().missed() > 0) {
                text.append("event: gap\ndata: {\"missed\":")
                        .append(read.get().missed())
                        .append("}\n\n");
            }
            for (Ring.Event event : read.get().events()) {
                number = event.number();
                text.append("id: ").append(run).append('-').append(number);
                text.append("\nevent: ").append(event.kind());
                text.append("\ndata: ").append(event.json()).append("\n\n");
            }
            // A comment finds out that nobody reads any more.
            send(out, text.isEmpty() ? ":\n\n" : text.toString());
        }
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
