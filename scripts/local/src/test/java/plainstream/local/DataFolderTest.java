package plainstream.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path target;

    @Test
    void hasOneOwnerAndNamesIt() throws Exception {
        Path data = Files.createDirectories(target.resolve("local"));
        Files.writeString(data.resolve("records"), "kept");
        try (var _ = DataFolder.own(data, "pid 7, http://127.0.0.1:8000")) {
            var error = assertThrows(IllegalArgumentException.class, () -> DataFolder.own(data, "pid 8"));
            assertTrue(error.getMessage().contains("pid 7, http://127.0.0.1:8000"), error.getMessage());
            assertEquals("pid 7, http://127.0.0.1:8000\n", Files.readString(target.resolve("local.lock")));
        }
        assertEquals("kept", Files.readString(data.resolve("records")));
        DataFolder.own(data, "pid 8").close();
    }

    @Test
    void isEmptiedWithoutLosingItsLock() throws Exception {
        Path data = target.resolve("local");
        Files.createDirectories(data.resolve("kafka/log"));
        try (var folder = DataFolder.own(data, "pid 7")) {
            folder.delete();
            assertFalse(Files.exists(data));
            assertThrows(IllegalArgumentException.class, () -> DataFolder.own(data, "pid 8"));
        }
    }
}
