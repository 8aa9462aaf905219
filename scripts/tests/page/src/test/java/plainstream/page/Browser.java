package plainstream.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.regex.Pattern;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LoggingPreferences;

/** The machine's Chromium, without a window. */
final class Browser implements AutoCloseable {
    /** Long, for a machine that does other work too; what has a limit of its own is measured where it matters. */
    static final Duration LIMIT = Duration.ofSeconds(60);

    private static final Path CHROMIUM = Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium"));
    private static final Path DRIVER = Path.of(System.getenv().getOrDefault("CHROMEDRIVER", "/usr/bin/chromedriver"));
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    /** The next news takes the place of the last, however soon it comes; a test looks at all of them. */
    private static final String KEEP_SAID = """
            const said = document.querySelector('#said');
            window.saidSoFar = '';
            new MutationObserver(() => { window.saidSoFar += said.textContent + '\\n'; })
                    .observe(said, {childList: true, characterData: true, subtree: true});
            """;

    private static final Pattern REQUEST =
            Pattern.compile("\"method\":\"Network.requestWillBeSent\".*?\"request\":\\{.*?\"url\":\"([^\"]*)\"");
    /** What Chromium itself asks its own new tab, before there is a page. */
    private static final Pattern OWN = Pattern.compile("(data|chrome|about|devtools):.*");

    private final ChromeDriver driver;
    private final URI origin;

    private Browser(ChromeDriver driver, URI origin) {
        this.driver = driver;
        this.origin = origin;
    }

    /** Skips the test, loudly, where there is no browser; with {@code CI=true} that is a failure. */
    static Browser start(URI origin) {
        for (Path needed : List.of(CHROMIUM, DRIVER)) {
            if (!Files.isExecutable(needed)) {
                var message = needed + " is not there (Debian: chromium, chromium-driver): the page is not tested";
                assertFalse("true".equals(System.getenv("CI")), message);
                System.err.println("SKIPPED: " + message);
                abort(message);
            }
        }
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .usingAnyFreePort()
                .build();
        return new Browser(new ChromeDriver(service, options()), origin);
    }

    private static ChromeOptions options() {
        var logs = new LoggingPreferences();
        logs.enable("browser", Level.ALL);
        logs.enable("performance", Level.ALL);
        var options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        // Root has no sandbox, a container little shared memory.
        options.addArguments(
                "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--hide-scrollbars");
        options.setCapability("goog:loggingPrefs", logs);
        return options;
    }

    /** Opens the page, in a width and a theme, and waits until it is alive. */
    void open(int width, int height, String theme) {
        size(width, height);
        media("prefers-color-scheme", theme);
        driver.get(origin.toString());
        await("the page is ready", () -> script("return document.documentElement.dataset.ready") != null);
        script(KEEP_SAID);
    }

    void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    void media(String feature, String value) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("media", "", "features", List.of(Map.of("name", feature, "value", value))));
    }

    /** As on paper, until another medium is set. */
    void print() {
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", "print"));
    }

    Map<String, Object> cdp(String command, String... parameter) {
        return driver.executeCdpCommand(command, parameter.length == 0 ? Map.of() : Map.of(parameter[0], parameter[1]));
    }

    Object script(String javascript, Object... arguments) {
        return driver.executeScript(javascript, arguments);
    }

    Object asyncScript(String javascript) {
        driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(60));
        return driver.executeAsyncScript(javascript);
    }

    WebElement find(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    /** The button that says this, within a part of the page. Clicked as a person does: it has to be in sight, and nothing over it. */
    void click(String within, String label) {
        var button = find(within).findElements(By.tagName("button")).stream()
                .filter(one -> one.getText().equals(label))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no button says " + label));
        script("arguments[0].scrollIntoView({block: 'center'})", button);
        button.click();
    }

    /** The text as it is in the document; elements come and go, so that the driver's own way may find an old one. */
    String text(String css) {
        return String.valueOf(script(
                "return [...document.querySelectorAll(arguments[0])].map(node => node.textContent).join('\\n')", css));
    }

    void awaitText(String css, String part) {
        await(css + " contains \"" + part + "\"", () -> text(css).contains(part), () -> text(css));
    }

    /** Waits until the live region has said something since the page was opened, be it followed by other news. */
    void awaitSaid(String part) {
        await("it said \"" + part + "\"", () -> said().contains(part), this::said);
    }

    private String said() {
        return String.valueOf(script("return window.saidSoFar"));
    }

    void await(String what, BooleanSupplier condition) {
        await(what, condition, () -> "");
    }

    private void await(String what, BooleanSupplier condition, java.util.function.Supplier<String> instead) {
        for (var end = Instant.now().plus(LIMIT); !condition.getAsBoolean(); pause()) {
            if (Instant.now().isAfter(end)) {
                screenshot("failed");
                fail("not within " + LIMIT + ": " + what + "; but: " + instead.get());
            }
        }
    }

    static void pause() {
        try {
            Thread.sleep(25);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The whole page as a picture. */
    void screenshot(String name) {
        var metrics = (Map<?, ?>) cdp("Page.getLayoutMetrics").get("cssContentSize");
        var clip = Map.of("x", 0, "y", 0, "width", metrics.get("width"), "height", metrics.get("height"), "scale", 1);
        var shot =
                driver.executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true, "clip", clip));
        try {
            Files.createDirectories(SCREENSHOTS);
            Files.write(SCREENSHOTS.resolve(name + ".png"), Base64.getDecoder().decode((String) shot.get("data")));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Nothing went wrong unseen: no error but the answers that were asked for, no policy broken, no other host asked. */
    void assertClean(String... expectedStatuses) {
        for (LogEntry entry : driver.manage().logs().get("browser")) {
            var message = entry.getMessage();
            boolean asked =
                    List.of(expectedStatuses).stream().anyMatch(status -> message.contains("status of " + status));
            if (!asked
                    && (entry.getLevel().intValue() >= Level.SEVERE.intValue()
                            || message.contains("Content Security"))) {
                fail("the console says: " + message);
            }
        }
        var foreign = driver.manage().logs().get("performance").getAll().stream()
                .map(LogEntry::getMessage)
                .flatMap(message -> REQUEST.matcher(message).results())
                .map(match -> match.group(1))
                .filter(url ->
                        !url.startsWith(origin.toString()) && !OWN.matcher(url).matches())
                .toList();
        assertEquals(List.of(), foreign, "requests to elsewhere");
    }

    @Override
    public void close() {
        driver.quit();
    }
}
