package plainstream.tools.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallGraphTest {

    @TempDir
    private Path folder;

    @Test
    void followsCallsAndLeavesOutWhatNobodyCalls() throws IOException {
        Path jar = new Made()
                .calling("plainstream.Main", "lib.Used#m")
                .calling("lib.Used")
                .calling("lib.Idle")
                .jar(folder.resolve("some.jar"));
        ClassPath path = ClassPath.of(List.of(jar));
        Set<String> run = CallGraph.from(path, List.of("plainstream.Main"), name -> name.startsWith("plainstream."));
        assertEquals(Set.of("plainstream.Main.m", "lib.Used.m"), run);
    }
}
