package plainstream.local;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/** Lines for people: progress, what functions print, and a log file for each part. */
final class Console {
    // Metrics are for machines: they stay in the log files.
    private static final String METRICS = "{\"_aws\"";

    private final PrintStream out;
    private final Path folder;

    Console(PrintStream out, Path folder) {
        this.out = out;
        this.folder = folder;
    }

    void say(String line) {
        out.println(line);
    }

    Path file(String name) {
        return folder.resolve(name + ".log");
    }

    /** Lines into the part's log file. */
    Consumer<String> log(String name) {
        try {
            Files.createDirectories(folder);
            var writer = Files.newBufferedWriter(file(name), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return line -> write(writer, line);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file(name) + ": " + e.getMessage(), e);
        }
    }

    /** Lines into the part's log file and, with its name in front and for people, onto the console. */
    Consumer<String> shown(String name) {
        var log = log(name);
        return line -> {
            log.accept(line);
            if (!line.startsWith(METRICS)) {
                out.println("%-10s | %s".formatted(name, ForPeople.of(line)));
            }
        };
    }

    private void write(Writer writer, String line) {
        try {
            synchronized (writer) {
                writer.write(line);
                writer.write('\n');
                writer.flush();
            }
        } catch (IOException e) {
            out.println("log lost: " + e.getMessage());
        }
    }
}
