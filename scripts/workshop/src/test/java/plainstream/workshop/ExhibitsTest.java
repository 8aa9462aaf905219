package plainstream.workshop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whoever changes code that a mutation or a solution changes hears of it here, and mends the text beside it. */
class ExhibitsTest {
    private static final Path ROOT =
            Path.of(System.getProperty("repository", "../..")).toAbsolutePath().normalize();
    private static final int AT_LEAST = 20;

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

    private static void fits(List<Edit> edits) {
        assertTrue(!edits.isEmpty(), "it changes nothing");
        assertEquals(
                List.of(),
                edits.stream().flatMap(edit -> edit.obstacles(ROOT).stream()).toList());
    }
}
