package plainstream.esm.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The ledger and the tests agree: no rule without a test, no test of a rule that the ledger does not name. */
class RulesTest {
    /** The classes whose tests are about AWS's rules and nothing else. */
    private static final List<String> RULE_TESTS =
            List.of("FilterCriteriaTest", "DeliveryTest", "MskEventTest", "EventSourceMappingIT", "MappingPollersIT");

    private static final Pattern TEST = Pattern.compile("@Test\\s+(?:@\\w+(?:\\([^)]*\\))?\\s+)*void (\\w+)\\(");

    @Test
    void everyRuleHasATestThatExists() {
        for (Rules.Rule rule : Rules.all()) {
            assertFalse(rule.tests().isEmpty(), rule.name() + " has no test");
            assertFalse(rule.page().isEmpty(), rule.name() + " names no page of AWS");
            for (String test : rule.tests()) {
                String[] words = test.split("\\.");
                assertEquals(true, methods(words[0]).contains(words[1]), rule.name() + ": there is no test " + test);
            }
        }
    }

    @Test
    void everyTestOfARuleStandsInTheLedger() {
        Set<String> named =
                Rules.all().stream().flatMap(rule -> rule.tests().stream()).collect(Collectors.toSet());
        var missing = RULE_TESTS.stream()
                .flatMap(type -> methods(type).stream().map(method -> type + "." + method))
                .filter(test -> !named.contains(test))
                .toList();
        assertEquals(List.of(), missing, "no rule in rules.txt names these tests");
    }

    @Test
    void printsEveryRule() {
        var out = new ByteArrayOutputStream();
        Rules.print(new PrintStream(out, true, StandardCharsets.UTF_8));
        String text = out.toString(StandardCharsets.UTF_8);
        Rules.all().forEach(rule -> assertEquals(true, text.contains(rule.name() + "\n  " + rule.text()), rule.name()));
    }

    /** Of this module, and of the one beside it that has a broker. */
    private static Set<String> methods(String type) {
        try (var files = Files.walk(Path.of(".."))) {
            return files.filter(file ->
                            file.endsWith(type + ".java") && !file.toString().contains("/target/"))
                    .flatMap(file -> TEST.matcher(read(file)).results())
                    .map(result -> result.group(1))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
