package plainstream.local;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines of Java processes of our own: the JDK in use, this package's classes, and the servers' jars beside them. */
final class Java {
    /** The system property that names the folder of the servers' jars. */
    static final String LIB = "plainstream.local.lib";

    private Java() {}

    /** A main class of this package with the servers' jars on its class path. */
    static List<String> server(Class<?> main, List<String> options, String... arguments) {
        return command(main, code() + File.pathSeparator + lib() + File.separator + "*", options, arguments);
    }

    static List<String> command(Class<?> main, String classPath, List<String> options, String... arguments) {
        var command = new ArrayList<>(List.of(program(), "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8"));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    static String program() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Where this package's classes are: a folder or a jar. */
    static Path code() {
        try {
            return Path.of(Java.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toAbsolutePath();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the place of the local stack's classes is no path", e);
        }
    }

    /** The folder of the servers' jars: by default {@code lib} beside the classes, where the build copies them. */
    static Path lib() {
        String set = System.getProperty(LIB);
        return set == null ? code().resolveSibling("lib") : Path.of(set).toAbsolutePath();
    }
}
