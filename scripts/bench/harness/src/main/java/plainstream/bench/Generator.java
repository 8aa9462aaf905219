package plainstream.bench;

import static java.util.Comparator.comparingLong;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.PriorityQueue;
import java.util.concurrent.locks.LockSupport;

/** Our own load generator: one thread, one selector, no garbage per request. */
final class Generator implements Load {
    private static final int POLL_MS = 100;
    private static final long NAP_NS = 50_000;

    @Override
    public Sample run(Requests requests, int connections, Duration duration, double perSecond) {
        try (var run = new Run(requests, (long) (connections / perSecond * 1e9))) {
            return run.measure(connections, duration);
        } catch (IOException e) {
            throw new UncheckedIOException("the load on port " + requests.port() + " failed", e);
        }
    }

    private static final class Run implements AutoCloseable {
        private final InetSocketAddress target;
        private final ByteBuffer[] requests;
        private final ByteBuffer in = ByteBuffer.allocateDirect(1 << 16);
        private final Selector selector = Selector.open();
        private final Histogram latencies = new Histogram();
        /** From one request of a connection to its next; 0 at no given rate. */
        private final long intervalNs;
        /** Connections that were answered before their next request is due, the earliest first. */
        private final PriorityQueue<Connection> resting = new PriorityQueue<>(comparingLong(c -> c.dueAt));

        private int next;
        private long errors;

        Run(Requests requests, long intervalNs) throws IOException {
            this.intervalNs = intervalNs;
            target = new InetSocketAddress(InetAddress.getLoopbackAddress(), requests.port());
            this.requests = new ByteBuffer[requests.texts().size()];
            for (int i = 0; i < this.requests.length; i++) {
                byte[] bytes = requests.bytes(i);
                this.requests[i] =
                        ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
            }
        }

        Sample measure(int connections, Duration duration) throws IOException {
            var all = new ArrayList<Connection>();
            for (int i = 0; i < connections; i++) {
                all.add(new Connection());
            }
            long start = System.nanoTime();
            for (int i = 0; i < connections; i++) {
                all.get(i).dueAt = start + i * intervalNs / connections;
                all.get(i).next();
            }
            while (System.nanoTime() - start < duration.toNanos()) {
                select();
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Sample(
                    latencies.count() / seconds,
                    latencies.millis(0.5),
                    latencies.millis(0.99),
                    latencies.millis(1),
                    errors);
        }

        private void select() throws IOException {
            int ready = resting.isEmpty() ? selector.select(this::proceed, POLL_MS) : selector.selectNow(this::proceed);
            while (!resting.isEmpty() && resting.peek().dueAt <= System.nanoTime()) {
                resting.poll().send();
                ready++;
            }
            if (ready == 0 && !resting.isEmpty()) {
                LockSupport.parkNanos(NAP_NS);
            }
        }

        private void proceed(SelectionKey key) {
            ((Connection) key.attachment()).proceed();
        }

        @Override
        public void close() throws IOException {
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        }

        private final class Connection {
            private final Answer answer = new Answer();
            private SocketChannel channel;
            private ByteBuffer out;
            private long sentAt;
            private long dueAt;

            Connection() throws IOException {
                open();
            }

            void open() throws IOException {
                channel = SocketChannel.open(target);
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.register(selector, SelectionKey.OP_READ, this);
            }

            /** Sends now, or rests until the next request is due. */
            void next() throws IOException {
                if (intervalNs > 0 && dueAt > System.nanoTime()) {
                    resting.add(this);
                } else {
                    send();
                }
            }

            void send() throws IOException {
                next = next + 1 == requests.length ? 0 : next + 1;
                out = requests[next].duplicate();
                sentAt = intervalNs > 0 ? dueAt : System.nanoTime();
                dueAt += intervalNs;
                write();
            }

            void write() throws IOException {
                channel.write(out);
                int interest = out.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ;
                var key = channel.keyFor(selector);
                if (key.interestOps() != interest) {
                    key.interestOps(interest);
                }
            }

            void proceed() {
                try {
                    if (out.hasRemaining()) {
                        write();
                    } else {
                        read();
                    }
                } catch (IOException e) {
                    replace();
                }
            }

            private void read() throws IOException {
                in.clear();
                if (channel.read(in) < 0) {
                    throw new IOException("closed by the server");
                }
                if (answer.add(in.flip())) {
                    count();
                    answer.clear();
                    next();
                }
            }

            private void count() {
                if (answer.is2xx()) {
                    latencies.add(System.nanoTime() - sentAt);
                } else {
                    errors++;
                }
            }

            // A broken connection is an error and its loop goes on with a new one.
            private void replace() {
                errors++;
                answer.clear();
                try {
                    channel.close();
                    open();
                    send();
                } catch (IOException e) {
                    throw new UncheckedIOException("port " + target.getPort() + " lets nobody in any more", e);
                }
            }
        }
    }
}
