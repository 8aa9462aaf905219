package plainstream.tools.replay;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A replay from its arguments to its exit code. */
public final class Replayer {
    /** Partitions at one time: as many environments of a function may be needed. */
    private static final int WIDTH = 4;

    private final Options options;
    private final Archive archive;
    private final Positions positions;
    private final Report report;

    private Replayer(Options options, Archive archive, Positions positions, Report report) {
        this.options = options;
        this.archive = archive;
        this.positions = positions;
        this.report = report;
    }

    /**
     * Gives the archive back.
     *
     * @param environment region, endpoint and credentials
     * @param out for progress and whatever is wrong
     */
    public static ExitCode run(List<String> arguments, Map<String, String> environment, PrintStream out)
            throws InterruptedException {
        try {
            Options options = Options.of(arguments);
            Archive archive = Archive.of(options.folder(), options.topics());
            Report report = new Report(out, archive.size());
            Positions positions =
                    options.resume() ? Positions.read(options.positions()) : Positions.none(options.positions());
            new Replayer(options, archive, positions, report).run(environment);
            return report.end();
        } catch (IllegalArgumentException e) {
            out.println("replay: " + e.getMessage());
            return ExitCode.WRONG_USAGE;
        } catch (IOException e) {
            out.println("replay: " + sentence(e));
            return ExitCode.FAILED;
        }
    }

    /** The JDK's exceptions of files hold a name, and say what is wrong with it by their own. */
    private static String sentence(IOException e) {
        return switch (e) {
            case FileAlreadyExistsException file -> file.getFile() + " is no folder";
            case NoSuchFileException file -> "there is no " + file.getFile();
            case AccessDeniedException file -> "no right to use " + file.getFile();
            default -> String.valueOf(e.getMessage());
        };
    }

    private void run(Map<String, String> environment) throws IOException, InterruptedException {
        for (Path stranger : archive.strangers()) {
            report.said(stranger + " is no object of the archive function: left out");
        }
        if (archive.size() == 0) {
            report.failed("there is no object of " + String.join(", ", options.topics()) + " in " + options.folder());
            return;
        }
        if (!options.bootstrapServers().isEmpty()) {
            intoTopics();
            return;
        }
        Target target = options.payloads().isEmpty()
                ? new Functions(options.functions(), environment)
                : new Payloads(Files.createDirectories(Path.of(options.payloads())));
        try (ExecutorService threads = Executors.newFixedThreadPool(WIDTH)) {
            List<Future<?>> running = new ArrayList<>();
            for (List<Source> lives : archive.partitions()) {
                running.add(threads.submit(() -> partition(lives, target)));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a fault of the replay itself", e.getCause());
        }
    }

    private void intoTopics() throws InterruptedException {
        try {
            new IntoTopics(archive, options.speed(), report).run(options.bootstrapServers());
        } catch (IOException e) {
            report.failed(e.getMessage());
        }
    }

    private void partition(List<Source> lives, Target target) {
        try {
            for (Source source : lives) {
                new PartitionReplay(source, options, target, positions, report)
                        .run(archive.objects().get(source));
            }
        } catch (IOException e) {
            report.failed(e.getMessage() + ". Go on later with --resume");
        }
    }
}
