package plainstream.local.server;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import plainstream.esm.host.Java;

/** Command lines of the stack's own servers: its classes, and the servers' jars beside them. */
public final class Server {
    /** The system property that names the folder of the servers' jars. */
    public static final String LIB = "plainstream.local.lib";

    private Server() {}

    /**
     * A main class with the servers' jars on its class path.
     *
     * @return the command; its main may use the JDK, those jars and this module, of {@code plainstream.esm} only constants: while
     *     "mvn test" has packaged nothing yet, the jar of that module is not among them
     */
    public static List<String> command(Class<?> main, List<String> options, String... arguments) {
        return Java.command(main, code() + File.pathSeparator + lib() + File.separator + "*", options, arguments);
    }

    private static Path code() {
        return Java.code(Server.class);
    }

    /** By default {@code lib} beside the classes, where the build copies them. */
    private static Path lib() {
        String set = System.getProperty(LIB);
        return set == null ? code().resolveSibling("lib") : Path.of(set).toAbsolutePath();
    }
}
