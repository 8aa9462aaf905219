package plainstream.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Whether 1,000 busy connections notice 10,000 idle ones and 200 that read slowly, and what a connection costs in memory. */
final class Crowd implements Part.Work {
    private static final int BUSY = 1_000;
    private static final int IDLE = 10_000;
    private static final int SLOW = 200;
    /** Pipelined by each slow reader: more than the kernel takes for one that does not read. */
    private static final int PAGES = 40;

    private static final int SMALL_WINDOW = 4_096;
    private static final int PER_SECOND = 4_000;
    /** As shipped it keeps 5,461 at rest, which is half of its heap; so many need more. */
    private static final List<String> ROOM = List.of("-Xmx640m");

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String HELLO = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String PAGE = "GET /page/pipeline.js HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final List<String> COLUMNS =
            List.of("", "p50 ms", "p99 ms", "errors", "server CPU µs", "live heap MB", "KB per connection");

    private final List<SocketChannel> idle = new ArrayList<>();
    private final List<SocketChannel> slow = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();
    private double before;

    @Override
    public void run(Lab lab) throws Exception {
        try (var broker = lab.broker("crowd");
                var server =
                        lab.start(lab.shipped().api(broker).with(Contenders.API, ROOM), broker.bootstrapServers())) {
            server.await("/current_time?name=Paul", LIMIT);
            var kafka = ProcessHandle.of(broker.pid()).orElseThrow();
            lab.load()
                    .run(Requests.currentTime(server.port()), BUSY, lab.effort().warmUp());
            measure(lab, "%,d busy, %,d/s".formatted(BUSY, PER_SECOND), server, kafka, 0);
            for (int i = 0; i < IDLE; i++) {
                idle.add(answered(server.port()));
            }
            measure(lab, "and %,d idle".formatted(IDLE), server, kafka, IDLE);
            for (int i = 0; i < SLOW; i++) {
                slow.add(reluctant(server.port()));
            }
            var readers = Thread.ofPlatform().daemon().start(this::readSlowly);
            measure(lab, "and %,d slow readers".formatted(SLOW), server, kafka, 0);
            readers.interrupt();
            readers.join();
        } finally {
            close();
        }
        lab.report()
                .add(new Report.Table(
                        "A crowd of connections",
                        "Idle ones were served once. Slow readers asked for %d pages each and take a byte every 50 ms; the figures are those of the busy ones."
                                .formatted(PAGES),
                        COLUMNS,
                        rows));
    }

    private void measure(Lab lab, String name, Server server, ProcessHandle kafka, int more) {
        double live = server.liveBytes();
        var rounds = new ArrayList<Sample>();
        for (int i = 0; i < lab.effort().crowdRounds(); i++) {
            rounds.add(Sample.metered(
                    server.handle(),
                    kafka,
                    () -> lab.load()
                            .run(
                                    Requests.currentTime(server.port()),
                                    BUSY,
                                    lab.effort().round(),
                                    PER_SECOND)));
            lab.progress().say("%s  %s", name, ThroughputTable.progress(rounds.getLast()));
        }
        rows.add(List.of(
                name,
                stat(rounds, Sample::p50Ms).text(2),
                stat(rounds, Sample::p99Ms).text(2),
                Stat.number(rounds.stream().mapToLong(Sample::errors).sum(), 0),
                stat(rounds, Sample::serverUs).text(1),
                Stat.number(live / 1e6, 0),
                more == 0 ? "" : Stat.number((live - before) / more / 1e3, 1)));
        lab.report().fact("crowd.p99." + name, stat(rounds, Sample::p99Ms).median());
        before = live;
    }

    private static Stat stat(List<Sample> rounds, java.util.function.Function<Sample, Double> of) {
        return Stat.of(rounds.stream().map(of).toList());
    }

    private static SocketChannel answered(int port) throws IOException {
        var channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        write(channel, HELLO);
        var answer = new Answer();
        var in = ByteBuffer.allocate(2_048);
        do {
            if (channel.read(in.clear()) < 0) {
                throw new IOException("closed by the server");
            }
        } while (!answer.add(in.flip()));
        return channel;
    }

    private static SocketChannel reluctant(int port) throws IOException {
        var channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, SMALL_WINDOW);
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        write(channel, PAGE.repeat(PAGES));
        return channel;
    }

    private static void write(SocketChannel channel, String text) throws IOException {
        var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private void readSlowly() {
        var one = ByteBuffer.allocate(1);
        try {
            while (!Thread.interrupted()) {
                for (SocketChannel channel : slow) {
                    channel.read(one.clear());
                }
                Thread.sleep(50);
            }
        } catch (IOException | InterruptedException e) {
            // Told to end, or closed by the server, which bounds the time of an answer.
        }
    }

    private void close() throws IOException {
        for (SocketChannel channel : idle) {
            channel.close();
        }
        for (SocketChannel channel : slow) {
            channel.close();
        }
    }
}
