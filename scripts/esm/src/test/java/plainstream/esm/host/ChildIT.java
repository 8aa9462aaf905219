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
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildIT {
    private static final Child.Spec SLEEP =
            new Child.Spec("sleep", List.of("sleep", "60"), Map.of(), Path.of("."), line -> {});
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final List<String> lines = new CopyOnWriteArrayList<>();

    /** The parent of the test below: starts a child, says its process id, and waits. */
    static final class Parent {
        private Parent() {}

        public static void main(String[] arguments) throws InterruptedException {
            System.out.println("child " + Child.start(SLEEP).pid());
            Thread.sleep(60_000);
        }
    }

    @Test
    void aChildDoesNotOutliveAParentThatIsKilled() throws Exception {
        var parent = start(javaMain(Parent.class));
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

    /** The parent of the test below: starts children while it is being stopped, and ends. */
    static final class Stopping {
        private Stopping() {}

        public static void main(String[] arguments) throws InterruptedException {
            var some = new CountDownLatch(3);
            Thread.ofPlatform().daemon().start(() -> {
                while (true) {
                    System.out.println("child " + Child.start(SLEEP).pid());
                    some.countDown();
                }
            });
            some.await();
            Children.stopAll();
            var left = ProcessHandle.current().descendants().count();
            System.out.println("left " + left);
        }
    }

    @Test
    void leavesNoProcessBehindAndStartsNoneWhileStopping() throws Exception {
        try (var parent = start(javaMain(Stopping.class))) {
            parent.onExit().join();
            awaitTrue(() -> lines.stream().anyMatch(line -> line.startsWith("left ")));
        }
        assertTrue(lines.contains("left 0"), lines::toString);
        assertTrue(lines.stream().filter(line -> line.startsWith("child ")).count() > 1, lines::toString);
        assertTrue(lines.stream().anyMatch(line -> line.contains("everything is being stopped")), lines::toString);
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
                        .filter(name -> !Child.INHERITED.contains(name))
                        .filter(name -> !List.of("PWD", "OLDPWD", "SHLVL", "_").contains(name))
                        .toList());
    }

    /** The parent of the test below: starts a child that says its environment. */
    static final class Env {
        private Env() {}

        public static void main(String[] arguments) {
            var spec = new Child.Spec("env", List.of("env"), Map.of(), Path.of("."), System.out::println);
            try (var child = Child.start(spec)) {
                child.onExit().join();
            }
        }
    }

    @Test
    void readsTheNamesOfFilesAsItsParentDoes() throws Exception {
        var locale = Map.of("LANG", "C.UTF-8", "LC_ALL", "C.UTF-8", "LC_CTYPE", "C.UTF-8");
        var spec = new Child.Spec("parent", javaMain(Env.class), locale, folder, lines::add);
        try (var parent = Child.start(spec)) {
            parent.onExit().join();
            awaitTrue(() -> lines.containsAll(List.of("LANG=C.UTF-8", "LC_ALL=C.UTF-8", "LC_CTYPE=C.UTF-8")));
        }
    }

    private static List<String> javaMain(Class<?> main) {
        return Java.command(main, Java.code(Child.class) + ":" + Java.code(ChildIT.class), List.of());
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
