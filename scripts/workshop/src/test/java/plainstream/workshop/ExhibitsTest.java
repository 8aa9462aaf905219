package plainstream.workshop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Whoever changes code that a mutation or a solution changes hears of it here, and mends the text beside it. */
class ExhibitsTest {
    private static final Path ROOT =
            Path.of(System.getProperty("repository", "../..")).toAbsolutePath().normalize();
    private static final int AT_LEAST = 20;
    private static final int MOST_FILES = 8;
    private static final int MOST_LINES = 150;

    private static final List<Exhibit> EXHIBITS = Exhibit.all(ROOT);

    @Test
    void areNumberedWithoutAGap() {
        assertEquals(
                IntStream.rangeClosed(1, EXHIBITS.size()).boxed().toList(),
                EXHIBITS.stream().map(Exhibit::number).toList());
        assertTrue(EXHIBITS.size() >= AT_LEAST);
    }

    @TestFactory
    Stream<DynamicTest> fitTheSources() {
        return EXHIBITS.stream().map(exhibit -> DynamicTest.dynamicTest(exhibit.title(), () -> fits(exhibit.edits())));
    }

    @TestFactory
    Stream<DynamicTest> teachSomethingAndNameTestsThatExist() {
        return EXHIBITS.stream()
                .map(exhibit -> DynamicTest.dynamicTest(exhibit.title(), () -> {
                    assertTrue(exhibit.lesson().length() > 100, "a paragraph is missing");
                    exhibit.tests().forEach(test -> ClassPath.fullName(ROOT.resolve(exhibit.module()), test));
                }));
    }

    /** {@code make break} and {@code make mend}, of each in turn: what is broken differs, what is mended is as it was. */
    @Test
    void breaksACopyAndMendsIt(@TempDir Path copy) throws Exception {
        for (var file : changed()) {
            var target = copy.resolve(file);
            Files.createDirectories(target.getParent());
            Files.copy(ROOT.resolve(file), target);
        }
        for (var exhibit : EXHIBITS) {
            Main.main(new String[] {"break", copy.toString(), String.valueOf(exhibit.number())});
            for (var edit : exhibit.edits()) {
                assertTrue(differs(copy, edit.file()), exhibit.number() + " changes nothing");
            }
            Main.main(new String[] {"mend", copy.toString()});
            for (var file : changed()) {
                assertFalse(differs(copy, file), exhibit.number() + " left a trace in " + file);
            }
        }
        assertFalse(Files.exists(copy.resolve(".broken")));
    }

    /** The exhibits themselves, which the copy has too, and the files that they change. */
    private static List<Path> changed() throws IOException {
        try (var exhibits = Files.list(ROOT.resolve("scripts/workshop/museum"))) {
            return Stream.concat(
                            exhibits.map(ROOT::relativize),
                            EXHIBITS.stream()
                                    .flatMap(exhibit -> exhibit.edits().stream().map(Edit::file)))
                    .distinct()
                    .toList();
        }
    }

    private static boolean differs(Path copy, Path file) throws IOException {
        return Files.mismatch(copy.resolve(file), ROOT.resolve(file)) >= 0;
    }

    /** Those that are applied to the sources as they are; {@code lab-5} follows on its own preparation. */
    @TestFactory
    Stream<DynamicTest> solutionsOfLabsFitTheSources() throws IOException {
        try (var files = Files.list(ROOT.resolve("scripts/workshop/labs"))) {
            var diffs = files.filter(file -> file.toString().endsWith(".diff"))
                    .sorted()
                    .toList();
            return diffs.stream()
                    .map(file -> DynamicTest.dynamicTest(
                            file.getFileName().toString(), () -> fits(Edit.parse(Files.readAllLines(file)))));
        }
    }

    /** The change that lab 6 makes is told in README, file by file, and stays as little work as was promised. */
    @Test
    void addingAnEventTypeIsAsLittleWorkAsReadmeSays() throws IOException {
        var lines = new TreeMap<String, Integer>();
        var file = "";
        for (var line : Files.readAllLines(ROOT.resolve("scripts/workshop/labs/lab-6.diff"))) {
            file = line.startsWith("--- a/") ? line.replaceFirst(".*/", "") : file;
            if (line.matches("[-+](?![-+][-+] ).*")) {
                lines.merge(file, 1, Integer::sum);
            }
        }
        int all = lines.values().stream().mapToInt(Integer::intValue).sum();
        assertTrue(lines.size() <= MOST_FILES && all <= MOST_LINES, lines::toString);
        var readme = Files.readString(ROOT.resolve("README.md"));
        lines.forEach((name, n) -> assertTrue(readme.contains("| `" + name + "` | " + n + " |"), name + ": " + n));
        var sum = lines.size() + " files and " + all + " lines";
        assertTrue(readme.contains(sum), sum);
        assertTrue(Files.readString(ROOT.resolve("scripts/workshop/lab-6.md")).contains(sum), sum);
    }

    private static void fits(List<Edit> edits) {
        assertTrue(!edits.isEmpty(), "it changes nothing");
        assertEquals(
                List.of(),
                edits.stream().flatMap(edit -> edit.obstacles(ROOT).stream()).toList());
    }
}
