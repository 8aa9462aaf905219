package plainstream.tools;

import java.nio.file.Path;
import plainstream.local.broker.Broker;

/** The local stack's broker for scripts/test_image.sh: prints {@code bootstrap HOST:PORT} and runs until SIGTERM. */
final class TestBroker {
    private TestBroker() {}

    public static void main(String[] args) throws Exception {
        try (var broker = Broker.start(Path.of(args[0]))) {
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
            System.out.println("bootstrap " + broker.bootstrapServers());
            Thread.sleep(Long.MAX_VALUE);
        }
    }
}
