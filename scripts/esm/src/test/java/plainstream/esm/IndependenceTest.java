package plainstream.esm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Anybody's function can use this module: it names nothing of the project beside which it lies. */
class IndependenceTest {
    private static final Pattern FOREIGN = Pattern.compile(
            "plainstream\\.(?!esm\\b)\\w+|\\b(terraform|pipeline\\.json|stack\\.json|movieId|OrderNo)\\b");

    @Test
    void namesNoOtherModule() throws IOException {
        var found = sources().stream().flatMap(this::foreign).toList();
        assertEquals(List.of(), found);
        assertTrue(sources().size() > 20, "there are no sources to look at");
    }

    private Stream<String> foreign(Path file) {
        return FOREIGN.matcher(read(file))
                .results()
                .map(MatchResult::group)
                .map(name -> file.getFileName() + " names " + name);
    }

    private static List<Path> sources() throws IOException {
        try (var files = Files.walk(Path.of("src/main"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
