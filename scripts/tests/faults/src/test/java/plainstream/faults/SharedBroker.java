package plainstream.faults;

import plainstream.local.broker.Broker;

/** One broker for all tests that do not break it; it ends with this JVM. */
final class SharedBroker {
    private static final Broker BROKER = Broker.start(Checkout.folder("broker"));

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(BROKER::close));
    }

    private SharedBroker() {}

    static String bootstrapServers() {
        return BROKER.bootstrapServers();
    }
}
