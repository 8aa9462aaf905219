package plainstream.esm.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final List<String> lines = new CopyOnWriteArrayList<>();

    /** The parent of the test below: starts a child, says its process id, and waits. */
    static final class Parent {
        private Parent() {}

        public static void main(String[] arguments) throws InterruptedException {
            var spec = new Child.Spec("sleep", List.of("sleep", "60"), Map.of(), Path.of("."), line -> {});
            System.out.println("child " + Child.start(spec).pid());
            Thread.sleep(60_000);
        }
    }

    @Test
    void aChildDoesNotOutliveAParentThatIsKilled() throws Exception {
        var classes = List.of(Java.code(Child.class), Java.code(ChildIT.class));
        String classPath = classes.getFirst() + ":" + classes.getLast();
        var parent = start(Java.command(Parent.class, classPath, List.of()));
        awaitTrue(() -> !lines.isEmpty());
        var child = ProcessHandle.of(Long.parseLong(lines.getFirst().substring("child ".length())))
                .orElseThrow();
        assertTrue(child.isAlive());
        ProcessHandle.of(parent.pid()).orElseThrow().destroyForcibly();
        awaitTrue(() -> !child.isAlive());
        parent.close();
    }

    @Test
    void ignoresTheInterruptOfTheTerminal() throws Exception {
        try (var child = start(List.of("sleep", "60"))) {
            new ProcessBuilder("kill", "-INT", String.valueOf(child.pid()))
                    .start()
                    .waitFor();
            Thread.sleep(200);
            assertTrue(child.isAlive());
        }
    }

    @Test
    void killsWhatDoesNotStop() {
        var child = start(List.of("sh", "-c", "trap '' TERM; echo '" + Child.READY + "'; while :; do sleep 0.1; done"));
        child.awaitReady(LIMIT);
        assertFalse(child.stop(Duration.ofMillis(200)));
        assertFalse(child.isAlive());
    }

    @Test
    void leavesNoWatcherBehind() throws Exception {
        var child = start(List.of("sleep", "60"));
        awaitTrue(() -> watchers(child.pid()) > 0);
        child.close();
        awaitTrue(() -> watchers(child.pid()) == 0);
    }

    @Test
    void passesOnlyTheEnvironmentThatItIsGiven() throws Exception {
        var spec = new Child.Spec("env", List.of("env"), Map.of("A", "b"), folder, lines::add);
        try (var child = Child.start(spec)) {
            child.onExit().join();
        }
        assertEquals(
                List.of("A"),
                lines.stream()
                        .map(line -> line.split("=")[0])
                        .filter(name -> !List.of("PATH", "HOME", "TMPDIR", "PWD", "OLDPWD", "SHLVL", "_")
                                .contains(name))
                        .toList());
    }

    private static long watchers(long pid) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.parent().map(ProcessHandle::pid).orElse(0L) == pid)
                .count();
    }

    private Child start(List<String> command) {
        return Child.start(new Child.Spec("test", command, Map.of(), folder, lines::add));
    }

    private static void awaitTrue(java.util.function.BooleanSupplier condition) throws InterruptedException {
        var end = Instant.now().plus(LIMIT);
        while (!condition.getAsBoolean()) {
            assertTrue(Instant.now().isBefore(end), "not in time");
            Thread.sleep(20);
        }
    }
}
