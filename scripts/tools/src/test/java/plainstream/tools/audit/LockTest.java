package plainstream.tools.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockTest {

    @TempDir
    private Path folder;

    @Test
    void saysNothingOfWhatIsAsCommitted() throws IOException {
        Path file = folder.resolve("shipped.lock");
        lock("a:lib:1").write(file);
        assertEquals(Optional.empty(), lock("a:lib:1").compare(file));
    }

    @Test
    void namesEachLineThatCameOrWentWithItsSection() throws IOException {
        Path file = folder.resolve("shipped.lock");
        lock("a:lib:1").write(file);
        Finding finding = lock("a:lib:2").compare(file).orElseThrow();
        assertTrue(finding.what().endsWith("    - [api] a:lib:1\n    + [api] a:lib:2"), finding.what());
        assertTrue(finding.todo().contains("make audit-update"), finding.todo());
    }

    @Test
    void takesAMissingFileForAnEmptyOne() throws IOException {
        Finding finding = lock("a:lib:1").compare(folder.resolve("none.lock")).orElseThrow();
        assertTrue(finding.what().contains("+ [api] a:lib:1"), finding.what());
    }

    @Test
    void seesThatOnlyTheOrderChanged() throws IOException {
        Path file = folder.resolve("shipped.lock");
        lock("a", "b").write(file);
        assertTrue(lock("b", "a").compare(file).orElseThrow().what().contains("the order"));
    }

    private static Lock lock(String... lines) {
        Lock lock = new Lock("What ships.").section("api");
        for (String line : lines) {
            lock.line(line);
        }
        return lock;
    }
}
