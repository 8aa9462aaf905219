package plainstream.workshop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EditTest {
    private static final String TEXT = "one\ntwo\n\nthree\ntwo\nfour\n";

    @TempDir
    private Path root;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(root.resolve("a.txt"), TEXT);
    }

    private static Edit edit(String diff) {
        return Edit.parse(diff.lines().toList()).getFirst();
    }

    @Test
    void replacesWholeLinesAndPutsThemBack() throws IOException {
        var edit =
                edit("--- a/a.txt\n+++ b/a.txt\n@@ -1 +1 @@ anything\n-one\n+1\n two\n\n-three\n@@\n-four\n+4\n+5\n");
        assertEquals(List.of(), edit.obstacles(root));
        edit.apply(root);
        assertEquals("1\ntwo\n\ntwo\n4\n5\n", Files.readString(root.resolve("a.txt")));
        edit.takeBack(root);
        assertEquals(TEXT, Files.readString(root.resolve("a.txt")));
    }

    @Test
    void makesANewFileAndDeletesItAgain() throws IOException {
        var edit =
                edit("diff --git a/x/b.txt b/x/b.txt\nnew file mode 100644\n--- /dev/null\n+++ b/x/b.txt\n@@\n+new\n");
        edit.apply(root);
        assertEquals("new\n", Files.readString(root.resolve("x/b.txt")));
        assertEquals(List.of("x/b.txt is there already"), edit.obstacles(root));
        edit.takeBack(root);
        assertTrue(Files.notExists(root.resolve("x/b.txt")));
    }

    @Test
    void saysWhatStandsThereNeverOrTwice() {
        assertTrue(edit("--- a\n+++ b/a.txt\n@@\n-two\n")
                .obstacles(root)
                .getFirst()
                .startsWith("a.txt holds this 2 times"));
        assertTrue(edit("--- a\n+++ b/a.txt\n@@\n-tw\n")
                .obstacles(root)
                .getFirst()
                .startsWith("a.txt holds this 0 times"));
        assertEquals(
                List.of("b.txt is not there"),
                edit("--- a\n+++ b/b.txt\n@@\n-tw\n").obstacles(root));
    }

    @Test
    void refusesALineThatNoDiffHas() {
        assertThrows(IllegalArgumentException.class, () -> edit("--- a\n+++ b/a.txt\n@@\n-one\ntwo\n"));
    }
}
