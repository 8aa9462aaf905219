package plainstream.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Java program of ours in a process of its own, which ends with this JVM at the latest; what it prints is in a file. */
record Program(String name, Process process, Path log) {
    /** Starts it in a folder, with the environment alone that is given. */
    static Program start(String name, List<String> arguments, Path folder, Map<String, String> environment, Path log) {
        var command = new java.util.ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.redirectOutput(log.toFile()).environment().clear();
        builder.environment().putAll(environment);
        try {
            var program = new Program(name, builder.start(), log);
            Runtime.getRuntime().addShutdownHook(new Thread(program::kill));
            return program;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it holds; an end of the process, or of the time, is an error with all that it printed. */
    void await(String what, Duration limit, Waits.Condition condition) {
        Waits.until(() -> name + ": " + what + "; it printed:\n" + output(), limit, () -> {
            boolean alive = process.isAlive();
            boolean holds = condition.holds();
            if (!holds && !alive) {
                throw new IllegalStateException(name + " ended with " + process.exitValue() + ":\n" + output());
            }
            return holds;
        });
    }

    /** SIGTERM; returns at once. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** SIGKILL; returns when it is gone. */
    void kill() {
        process.toHandle().destroyForcibly();
        process.onExit().join();
    }

    /** Waits for the end; one that does not come is an error with all that it printed. */
    int exitCode(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
                throw new IllegalStateException(name + " did not stop within " + limit + ":\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
