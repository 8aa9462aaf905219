package plainstream.workshop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs each mutation against the tests that should catch it; one that none catches fails the museum. */
final class Museum {
    private static final int AT_ONCE = 2;
    private static final long LIMIT_S = 120;

    /** What became of one: which tests failed, empty if it was not noticed. */
    private record Verdict(Exhibit exhibit, String caughtBy) {}

    private final Path root;
    private final Path target;

    Museum(Path root) {
        this.root = root;
        this.target = root.resolve("target/museum");
    }

    /** Runs them all; prints a table, and writes it to {@code target/museum/README.md} with the lessons. */
    boolean run(List<Exhibit> exhibits) throws IOException, InterruptedException {
        baseline(exhibits);
        var verdicts = new ArrayList<Verdict>();
        try (var executor = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Callable<Verdict>> tries = exhibits.stream()
                    .map(each -> (Callable<Verdict>) () -> tryOne(each))
                    .toList();
            for (Future<Verdict> future : executor.invokeAll(tries)) {
                verdicts.add(future.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        report(verdicts);
        return verdicts.stream().noneMatch(verdict -> verdict.caughtBy().isEmpty());
    }

    /** Tests that fail by themselves would catch anything. */
    private void baseline(List<Exhibit> exhibits) throws IOException, InterruptedException {
        var byModule = exhibits.stream().collect(Collectors.groupingBy(Exhibit::module));
        for (var entry : byModule.entrySet()) {
            var tests = entry.getValue().stream()
                    .flatMap(exhibit -> exhibit.tests().stream())
                    .distinct()
                    .toList();
            var failed = failures(entry.getKey(), tests, List.of(), "baseline");
            if (!failed.isEmpty()) {
                throw new IllegalStateException("without any mutation: " + failed);
            }
        }
    }

    private Verdict tryOne(Exhibit exhibit) throws IOException, InterruptedException {
        var folder = target.resolve(String.valueOf(exhibit.number()));
        var mutant = Mutant.of(root, folder, exhibit.edits());
        var first = List.of(mutant.classes().toString());
        var failed = failures(exhibit.module(), exhibit.tests(), first, String.valueOf(exhibit.number()));
        System.err.printf(
                "%2d  %s: %s%n", exhibit.number(), exhibit.title(), failed.isEmpty() ? "NOT NOTICED" : failed);
        return new Verdict(exhibit, failed);
    }

    /** The failed tests in one line; what they print is kept in {@code target/museum}. */
    private String failures(String module, List<String> tests, List<String> first, String name)
            throws IOException, InterruptedException {
        var folder = root.resolve(module);
        var log = Files.createDirectories(target).resolve(name + "-" + module.replace('/', '-') + ".log");
        var process = new ProcessBuilder(command(folder, tests, first))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(LIMIT_S, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
            return "no end after " + LIMIT_S + " s";
        }
        return switch (process.exitValue()) {
            case 0 -> "";
            case 1 -> failed(log);
            default -> throw new IllegalStateException("no test ran: " + log);
        };
    }

    private List<String> command(Path module, List<String> tests, List<String> first) {
        var own = Stream.of(System.getProperty("java.class.path").split(":"))
                .map(path -> Path.of(path).toAbsolutePath().toString());
        var classPath = Stream.of(first.stream(), ClassPath.of(module).stream(), own)
                .flatMap(paths -> paths)
                .collect(Collectors.joining(":"));
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(java, "-XX:TieredStopAtLevel=1", "-cp", classPath));
        command.add("-Drepository=" + root);
        command.add(TestRun.class.getName());
        tests.forEach(test -> command.add(ClassPath.fullName(module, test)));
        return command;
    }

    private static String failed(Path log) throws IOException {
        return Files.readString(log)
                .lines()
                .filter(line -> line.startsWith(TestRun.FAILED))
                .map(line -> line.substring(TestRun.FAILED.length()).replaceFirst(" — .*", ""))
                .distinct()
                .limit(3)
                .collect(Collectors.joining(", "));
    }

    private void report(List<Verdict> verdicts) throws IOException {
        var table = new StringBuilder("| | mutation | what the user sees | caught by |\n|---|---|---|---|\n");
        for (var verdict : verdicts) {
            var exhibit = verdict.exhibit();
            var caught = verdict.caughtBy().isEmpty() ? "**nothing**" : verdict.caughtBy();
            table.append("| %d | %s | %s | %s: %s |%n"
                    .formatted(
                            exhibit.number(),
                            exhibit.title(),
                            exhibit.shows(),
                            String.join(", ", exhibit.tests()),
                            caught));
        }
        System.out.print(table);
        verdicts.forEach(verdict -> table.append("%n**%d. %s.** %s%n"
                .formatted(
                        verdict.exhibit().number(),
                        verdict.exhibit().title(),
                        verdict.exhibit().lesson())));
        Files.writeString(target.resolve("README.md"), table);
    }
}
