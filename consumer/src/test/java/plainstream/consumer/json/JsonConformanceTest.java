package plainstream.consumer.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import plainstream.consumer.Outside;

/** RFC 8259 to the letter: documents of our own, and those of an outside suite when its folder is there. */
class JsonConformanceTest {
    static final List<String> GOOD = List.of(
            "null",
            " true ",
            "\t\n\r false",
            "0",
            "-0",
            "-0.0",
            "1.5e+300",
            "1E-2",
            "0e1",
            "123456789012345678901234567890",
            "\"\"",
            "\"a\\u0000\\ud83d\\ude00\\/\\\\\\\"\\b\\f\\n\\r\\t\"",
            "\"\u007f\u0080\u2028\uffff\"",
            "\"\\uD800\"",
            "\"\ud83d\ude00\"",
            "[]",
            "[ ]",
            "[[],{}]",
            "[1 , 2]",
            "{}",
            "{ }",
            "{\"\":0}",
            "{\"a\":{\"b\":[null]}}",
            "{\"a\":1,\"A\":2}",
            "\"\\uDFFF\\uD800\"",
            "[1]\n");
    static final List<String> BAD = List.of(
            "",
            " ",
            "nul",
            "nulll",
            "True",
            "tru",
            "NaN",
            "-Infinity",
            "+1",
            "-",
            "--1",
            "01",
            "-01",
            "1.",
            ".5",
            "1.e1",
            "1e",
            "1e+",
            "1 2",
            "0x1",
            "1_000",
            "1,",
            "'a'",
            "\"",
            "\"a",
            "\"\\\"",
            "\"\\x\"",
            "\"\\u12\"",
            "\"\\u12G4\"",
            "\"\\U0041\"",
            "\"\n\"",
            "\"\t\"",
            "\"\u0000\"",
            "[",
            "[1",
            "[1,",
            "[1,]",
            "[,1]",
            "[,]",
            "[1 2]",
            "]",
            "[1]]",
            "[1}",
            "{",
            "{\"a\"",
            "{\"a\":",
            "{\"a\":1",
            "{\"a\":1,",
            "{\"a\":1,}",
            "{,}",
            "{\"a\"}",
            "{\"a\" 1}",
            "{a:1}",
            "{1:1}",
            "{\"a\":1 \"b\":2}",
            "{\"a\":1]",
            "{\"a\"::1}",
            "{\"a\":}",
            "// c\n1",
            "/**/1",
            "1/**/",
            "\ufeff1",
            "\ufeff{}",
            "[\u00a01]",
            "[\f]",
            "\u000b1",
            "1\u0000",
            "\\u0031",
            "[\"a\u0000\"]",
            "\"\\",
            "\"\\u",
            "[1,\n",
            "{\"a\":\"b\"}#");
    /** As Latin-1, so that each character is a byte. */
    static final List<String> NOT_UTF8 = List.of(
            "\"\u0080\"",
            "\"\u00ff\"",
            "\"\u00c0\u0080\"",
            "\"\u00c1\u00bf\"",
            "\"\u00c3\"",
            "\"\u00e0\u0080\u0080\"",
            "\"\u00ed\u00a0\u0080\"",
            "\"\u00f0\u0080\u0080\u0080\"",
            "\"\u00f4\u0090\u0080\u0080\"",
            "\"\u00f5\u0080\u0080\u0080\"",
            "\"\u00e2\u0082",
            "\u00e9",
            "{\"\u00e9\":1}",
            "\"\u00e2(\u00a1\"",
            "\"\u00f0\u009f\u0098\"",
            "\u00ff\u00fe1\u0000");

    @ParameterizedTest
    @FieldSource("GOOD")
    void accepts(String text) {
        Json.parse(text.getBytes(UTF_8));
        Json.check(text.getBytes(UTF_8));
    }

    @ParameterizedTest
    @FieldSource("BAD")
    void refuses(String text) {
        refuses(text.getBytes(UTF_8));
    }

    @ParameterizedTest
    @FieldSource("NOT_UTF8")
    void refusesWhatIsNotUtf8(String bytes) {
        refuses(bytes.getBytes(ISO_8859_1));
    }

    @Test
    void refusesDeepNestingWithoutOverflow() {
        for (String open : List.of("[", "{\"a\":", "[{\"\":")) {
            refuses(open.repeat(100_000).getBytes(UTF_8));
        }
    }

    @Test
    void acceptsNestingUpToTheLimit() {
        int depth = JsonReader.MAX_DEPTH;
        Json.parse(("[".repeat(depth) + "]".repeat(depth)).getBytes(UTF_8));
        refuses(("[".repeat(depth + 1) + "]".repeat(depth + 1)).getBytes(UTF_8));
    }

    private static void refuses(byte[] bytes) {
        assertThrows(JsonSyntaxException.class, () -> Json.parse(bytes));
        assertThrows(JsonSyntaxException.class, () -> Json.check(bytes));
    }

    /** No tool and no promise lacks where this folder does: the vectors came without it. */
    @TestFactory
    Stream<DynamicTest> outsideSuite() throws IOException {
        Path folder = Outside.optionalVectors("json").orElse(null);
        if (folder == null) {
            System.err.println("SKIPPED: JSON suites of others: there is no folder 'json' below VECTORS_DIR");
            return Stream.empty();
        }
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        assertFalse(files.isEmpty(), "the folder json holds no .json files");
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> judge(file)));
    }

    private static void judge(Path file) {
        byte[] text = bytes(file);
        switch (file.getFileName().toString().charAt(0)) {
            case 'y' -> mustParse(text);
            case 'n' -> refusesSomehow(text);
            case 'i' -> either(text);
            default -> fail("neither y_, n_ nor i_: " + file);
        }
    }

    /** Names given twice are good grammar (RFC 8259 says SHOULD), but no values for us: they are refused as to shape. */
    private static void mustParse(byte[] text) {
        Json.check(text);
        try {
            Json.parse(text);
        } catch (JsonShapeException e) {
            if (!e.problem().equals(JsonTree.DUPLICATE)) {
                throw e;
            }
        }
    }

    private static void refusesSomehow(byte[] text) {
        assertThrows(JsonException.class, () -> Json.parse(text));
        assertThrows(JsonSyntaxException.class, () -> Json.check(text));
    }

    private static void either(byte[] text) {
        try {
            Json.parse(text);
        } catch (JsonException e) {
            // As good.
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
