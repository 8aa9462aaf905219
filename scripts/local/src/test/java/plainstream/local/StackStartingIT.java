package plainstream.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plainstream.kit.Waits;

/** What may happen to a stack before it is up. */
class StackStartingIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void keepsOthersFromItsFolderAndIsGoneWithoutAnErrorWhenItIsStopped() throws Exception {
        try (var stack = TestStack.launch(folder)) {
            long pid = stack.process().pid();
            awaitTrue(() -> Files.exists(folder.resolve("data/logs/dynamodb.log")));
            assertEquals(
                    2, exitOfASecondOne("another stack keeps its data in " + folder + "/data: pid " + pid + ", http"));
            awaitTrue(() -> children(pid).size() > 3);

            var children = children(pid);
            assertTrue(stack.process().stop(LIMIT));
            assertEquals(0, stack.process().onExit().join().exitValue(), stack.lines()::toString);
            assertFalse(stack.has("did not start"), stack.lines()::toString);
            assertEquals(
                    List.of(), children.stream().filter(ProcessHandle::isAlive).toList());
        }
    }

    private int exitOfASecondOne(String sentence) throws Exception {
        try (var second = TestStack.launch(folder)) {
            int exit = second.process().onExit().join().exitValue();
            awaitTrue(() -> second.has(sentence));
            return exit;
        }
    }

    private static List<ProcessHandle> children(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .toList();
    }

    private static void awaitTrue(Waits.Condition condition) {
        Waits.until("what was awaited", LIMIT, condition);
    }
}
