package plainstream.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;
import plainstream.kit.Waits;

/**
 * Clients that write steadily, each over a keep-alive connection of its own, and note every answer.
 *
 * <p>A write with a key is sent twice, answered or not: that is what keys are for.
 */
final class Load implements AutoCloseable {
    private static final AtomicInteger LOADS = new AtomicInteger();
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
    private static final Duration AFTER_FAILURE = Duration.ofMillis(20);

    private final String prefix = "w" + LOADS.incrementAndGet() + "s" + Math.abs(Seed.VALUE % 100_000);
    private final AtomicInteger count = new AtomicInteger();
    private final Ledger ledger = new Ledger();
    private final List<Thread> clients = new ArrayList<>();
    private final IntSupplier port;
    private final Duration pause;
    private volatile boolean stopped;

    private Load(IntSupplier port, Duration pause) {
        this.port = port;
        this.pause = pause;
    }

    /** Starts so many clients; the port is asked for before each request. */
    static Load start(IntSupplier port, int clients, Duration pause) {
        var load = new Load(port, pause);
        for (int i = 0; i < clients; i++) {
            var random = Seed.random(load.prefix + i);
            load.clients.add(Thread.startVirtualThread(() -> load.client(random)));
        }
        return load;
    }

    /** Ends the load when every client has its last answer. */
    Ledger stop() {
        stopped = true;
        for (var client : clients) {
            try {
                client.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        return ledger;
    }

    Ledger ledger() {
        return ledger;
    }

    private void client(Random random) {
        Map<Integer, Connection> connections = new HashMap<>();
        while (!stopped) {
            var write = Write.mixed(random, prefix, count.incrementAndGet());
            send(connections, write);
            if (write.key() != null) {
                send(connections, write);
            }
            Waits.pause(pause);
        }
        connections.values().forEach(Load::drop);
    }

    private void send(Map<Integer, Connection> connections, Write write) {
        int target = port.getAsInt();
        long start = System.nanoTime();
        try {
            var connection = connections.get(target);
            if (connection == null) {
                connections.put(target, connection = new Connection(target));
            }
            var reply = connection.send(write.request());
            if (reply.closes()) {
                drop(connections.remove(target));
            }
            ledger.add(new Answer(write, reply.status(), id(reply), start, System.nanoTime()));
        } catch (IOException e) {
            drop(connections.remove(target));
            ledger.add(new Answer(write, 0, "", start, System.nanoTime()));
            Waits.pause(AFTER_FAILURE);
        }
    }

    private static String id(Connection.Reply reply) {
        var matcher = ID.matcher(reply.body());
        return matcher.find() ? matcher.group(1) : "";
    }

    private static void drop(Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (IOException e) {
            // Gone already.
        }
    }

    @Override
    public void close() {
        stopped = true;
    }
}
