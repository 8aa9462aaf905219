package plainstream.local.broker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import plainstream.esm.host.Child;

/** The broker's process: formats its storage when that is new, serves, and stops in order on SIGTERM. */
final class BrokerMain {
    private static final int NODE = 1;
    private static final String CLUSTER = "plainstream-local-aaaA";

    private BrokerMain() {}

    /**
     * Runs the broker.
     *
     * @param arguments data folder, port, controller's port
     * @throws Exception when Kafka does not start
     */
    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.WARNING);
        var logs = Path.of(arguments[0], "kafka");
        var settings = settings(logs, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        if (Files.notExists(logs.resolve("meta.properties"))) {
            format(logs);
        }
        var server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "stop"));
        server.startup();
        System.out.println(Child.READY);
        server.awaitShutdown();
    }

    private static void format(Path logs) throws Exception {
        Files.createDirectories(logs);
        new Formatter()
                .setPrintStream(System.out)
                .setNodeId(NODE)
                .setClusterId(CLUSTER)
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(logs.toString())
                .setDirectories(List.of(logs.toString()))
                .setReleaseVersion(MetadataVersion.latestProduction())
                .run();
    }

    private static Map<String, String> settings(Path logs, int port, int controllerPort) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("log.dirs", logs.toString());
        settings.put("listeners", "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort));
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
        // MSK Serverless does not create topics by itself either.
        settings.put("auto.create.topics.enable", "false");
        // One node: the internal topics have one replica, and few partitions to open at each start.
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("share.coordinator.state.topic.num.partitions", "1");
        // The first consumer of a group gets its partitions at once.
        settings.put("group.initial.rebalance.delay.ms", "0");
        // The cleaner's default of 128 MiB would not fit the heap.
        settings.put("log.cleaner.dedupe.buffer.size", "2097152");
        // After a SIGKILL the new process is let in when the session of the old one has ended: soon.
        settings.put("broker.session.timeout.ms", "2000");
        settings.put("broker.heartbeat.interval.ms", "400");
        // An orderly stop signs off, so that the next start need not wait for that.
        settings.put("controlled.shutdown.enable", "true");
        settings.put("queued.max.requests", "200");
        settings.put("num.io.threads", "4");
        settings.put("num.network.threads", "2");
        return settings;
    }
}
