package plainstream.faults;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the fuzzer starts from and what it once found: run in every build, without it. */
class FuzzCasesTest {
    @TestFactory
    Stream<DynamicTest> everyKeptCaseIsTakenOrRefusedInOrder() {
        return Arrays.stream(FuzzTarget.values()).flatMap(target -> {
            assertFalse(target.cases().isEmpty(), () -> "no cases in " + target.folder());
            return target.cases().stream()
                    .map(file -> DynamicTest.dynamicTest(
                            target + " " + file.getFileName(), () -> target.run(Files.readAllBytes(file))));
        });
    }

    /** A target that never complained would be no test. */
    @TestFactory
    Stream<DynamicTest> targetsComplain() {
        return Arrays.stream(FuzzTarget.values())
                .map(target -> DynamicTest.dynamicTest(
                        target.name(), () -> assertThrows(NullPointerException.class, () -> target.run(null))));
    }
}
