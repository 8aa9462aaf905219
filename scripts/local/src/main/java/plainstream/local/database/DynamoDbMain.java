package plainstream.local.database;

import plainstream.esm.host.Child;
import plainstream.esm.host.Ports;

/**
 * The database's process: DynamoDB Local behind a connector that listens on loopback only.
 *
 * <p>Reflection throughout: its licence does not let it be compiled in combination with other programs. Its own main
 * listens on every interface, hence the host that is set here before the start.
 */
final class DynamoDbMain {
    private static final String RUNNER = "com.amazonaws.services.dynamodbv2.local.main.ServerRunner";

    private DynamoDbMain() {}

    /**
     * Runs the engine.
     *
     * @param arguments those of DynamoDB Local
     * @throws ReflectiveOperationException when it does not start, or is another version than the one we know
     */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        Object proxy = Class.forName(RUNNER)
                .getMethod("createServerFromCommandLineArgs", String[].class)
                .invoke(null, (Object) arguments);
        bindToLoopback(proxy);
        proxy.getClass().getMethod("start").invoke(proxy);
        System.out.println(Child.READY);
        proxy.getClass().getMethod("join").invoke(proxy);
    }

    private static void bindToLoopback(Object proxy) throws ReflectiveOperationException {
        var field = proxy.getClass().getDeclaredField("server");
        field.setAccessible(true);
        Object server = field.get(proxy);
        for (Object connector :
                (Object[]) server.getClass().getMethod("getConnectors").invoke(server)) {
            connector.getClass().getMethod("setHost", String.class).invoke(connector, Ports.HOST);
        }
    }
}
