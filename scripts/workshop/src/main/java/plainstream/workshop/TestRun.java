package plainstream.workshop;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.stream.Stream;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Runs tests and prints a line for each that failed. A process of its own, whose class path has the mutated class first.
 *
 * <p>Exit status: 0 all passed, 1 some failed, 2 none ran.
 */
final class TestRun {
    static final String FAILED = "failed: ";

    private TestRun() {}

    /**
     * Runs the tests.
     *
     * @param arguments a class, or a class, {@code #} and a method
     */
    public static void main(String[] arguments) {
        var selectors = Stream.of(arguments).map(TestRun::selector).toList();
        var request =
                LauncherDiscoveryRequestBuilder.request().selectors(selectors).build();
        var listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        var summary = listener.getSummary();
        summary.getFailures().forEach(failure -> System.out.println(FAILED + line(failure)));
        System.exit(
                summary.getTestsStartedCount() == 0 ? 2 : summary.getFailures().isEmpty() ? 0 : 1);
    }

    private static DiscoverySelector selector(String test) {
        return test.contains("#") ? selectMethod(test) : selectClass(test);
    }

    /** The method, also of a test that ran with many values. */
    private static String line(TestExecutionSummary.Failure failure) {
        var test = failure.getTestIdentifier();
        var name = test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> ((MethodSource) source).getMethodName())
                .orElse(test.getDisplayName());
        return name + " — "
                + String.valueOf(failure.getException().getMessage())
                        .lines()
                        .findFirst()
                        .orElse("");
    }
}
