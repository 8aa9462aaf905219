package plainstream.tools;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import plainstream.esm.host.Ports;

/**
 * A real broker that asks for what MSK asks for, TLS and the mechanism AWS_MSK_IAM, on a free loopback port; and a
 * second, plain listener. Its public name is one of MSK Serverless, since the signer reads the region from it.
 */
final class MskStandIn implements AutoCloseable {
    /** The name that the certificate must carry. */
    static final String NAME = "boot-train.c1.kafka-serverless." + IamServer.REGION + ".amazonaws.com";

    private static final Logger ROOT = Logger.getLogger("");

    private final KafkaRaftServer server;
    private final int mskPort;
    private final int plainPort;
    private final Path hosts;

    private MskStandIn(Path folder, Path keyStore, String password) throws Exception {
        int controllerPort = Ports.free();
        mskPort = Ports.free();
        plainPort = Ports.free();
        hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 " + NAME + "\n");
        var settings = listeners(controllerPort);
        settings.putAll(security(keyStore, password));
        settings.put("log.dirs", format(folder.resolve("log")));
        server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
    }

    static MskStandIn start(Path keyStore, String password) throws Exception {
        ROOT.setLevel(Level.WARNING);
        IamServer.install();
        var broker = new MskStandIn(Files.createTempDirectory("broker"), keyStore, password);
        broker.server.startup();
        return broker;
    }

    String bootstrap() {
        return NAME + ":" + mskPort;
    }

    String plain() {
        return "127.0.0.1:" + plainPort;
    }

    /** A file for {@code jdk.net.hosts.file} that leads the public name to this machine. */
    Path hosts() {
        return hosts;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private Map<String, String> listeners(int controllerPort) {
        return new HashMap<>(Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "controller.quorum.voters", "1@127.0.0.1:" + controllerPort,
                "controller.listener.names", "CONTROLLER",
                "inter.broker.listener.name", "PLAIN",
                "listeners",
                        "CONTROLLER://127.0.0.1:" + controllerPort + ",PLAIN://127.0.0.1:" + plainPort
                                + ",MSK://127.0.0.1:" + mskPort,
                "advertised.listeners", "PLAIN://127.0.0.1:" + plainPort + ",MSK://" + NAME + ":" + mskPort,
                "listener.security.protocol.map", "CONTROLLER:PLAINTEXT,PLAIN:PLAINTEXT,MSK:SASL_SSL",
                // As MSK Serverless: who needs a topic creates it.
                "auto.create.topics.enable", "false"));
    }

    private static Map<String, String> security(Path keyStore, String password) {
        String prefix = "listener.name.msk.";
        return Map.of(
                prefix + "sasl.enabled.mechanisms",
                IamServer.MECHANISM,
                // Only names a login module, which a broker wants for each mechanism: IamServer does the checking.
                prefix + "aws_msk_iam.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required;",
                prefix + "ssl.keystore.location",
                keyStore.toString(),
                prefix + "ssl.keystore.password",
                password,
                prefix + "ssl.keystore.type",
                "PKCS12");
    }

    private static String format(Path log) throws Exception {
        Files.createDirectories(log);
        new Formatter()
                .setNodeId(1)
                .setClusterId(Uuid.randomUuid().toString())
                .setDirectories(java.util.List.of(log.toString()))
                .setMetadataLogDirectory(log.toString())
                .setControllerListenerName("CONTROLLER")
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                .run();
        return log.toString();
    }
}
