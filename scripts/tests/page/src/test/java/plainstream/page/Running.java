package plainstream.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import plainstream.esm.host.Ports;
import plainstream.kit.Stack;

/** One local stack and one browser for all classes of this module: both take longer to start than most tests. */
final class Running implements BeforeAllCallback {
    private static Stack stack;
    private static Browser browser;

    static Stack stack() {
        return stack;
    }

    static Browser browser() {
        return browser;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot()
                .getStore(ExtensionContext.Namespace.create(Running.class))
                .computeIfAbsent("running", key -> start(), AutoCloseable.class);
    }

    private static AutoCloseable start() {
        try {
            stack = Stack.start(Path.of("target", "stack").toAbsolutePath(), Ports::free);
            browser = Browser.start(stack.url());
            return Running::stop;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (browser == null) {
                stop();
            }
        }
    }

    private static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (stack != null) {
            stack.close();
        }
    }
}
