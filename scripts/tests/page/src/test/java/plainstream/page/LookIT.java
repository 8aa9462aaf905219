package plainstream.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import plainstream.kit.Repository;

/** How the page looks, in both themes, from a small phone to a projector, with everything in it. */
@ExtendWith(Running.class)
class LookIT {
    /** Boxes that stick out of the window, unless they scroll or are drawn. */
    private static final String STICKING_OUT = """
            const wide = document.documentElement.clientWidth;
            return [...document.querySelectorAll('body *')].filter(node => !node.closest('svg, .scroll')
              && node.getBoundingClientRect().right > wide + 0.5).map(node => node.outerHTML.slice(0, 120))""";
    /** WCAG 2.5.5: 44 pixels; a radio button is as large as its label. */
    private static final String SMALL_TARGETS = """
            return [...document.querySelectorAll('button, input, textarea, summary')].map(node => node.type === 'radio' ? node.closest('label') : node)
              .filter(node => node.getBoundingClientRect().height < 44 && node.getClientRects().length)
              .map(node => node.outerHTML.slice(0, 120))""";

    /** Texts of the picture that are wider than the box around them. */
    private static final String TOO_WIDE = """
            return [...document.querySelectorAll('.box text, .lane .value')].filter(text =>
              text.getBBox().width > text.parentNode.querySelector('rect').getBBox().width).map(text => text.textContent)""";

    /** All in one partition, and some more than a thousand. */
    private static final String THOUSAND_LIKES = """
            const done = arguments[arguments.length - 1];
            const like = () => fetch('/likes', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: '{"movieId":"tt1"}'});
            Promise.all(Array.from({length: 1010}, like)).then(() => done());""";

    private static final String AXE = """
            const done = arguments[arguments.length - 1];
            axe.run(document, {resultTypes: ['violations']}).then(found => done(found.violations.flatMap(violation =>
              violation.nodes.map(node => `${violation.impact} ${violation.id}: ${node.html.slice(0, 160)} ${node.failureSummary}`))))""";

    private final Browser browser = Running.browser();

    @BeforeEach
    void fill() {
        browser.open(1280, 900, "light");
        browser.click("#actions", "100 likes");
        browser.awaitText("#counted", "counted since 100");
        browser.click("#actions", "A poison record");
        browser.awaitText("#dead", "$.movieId");
        browser.awaitText("#waterfall h3", "from the request to its effect");
        browser.click("#actions", "Order");
        browser.awaitText("#recent", "order-enriched SO-001");
        browser.awaitText("#recent", "done, ");
        browser.script("document.activeElement.blur()");
    }

    @Test
    void leavesAxeNothingToFind() throws IOException {
        try (var axe = LookIT.class.getResourceAsStream("/axe.min.js")) {
            browser.script(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        }
        for (int width : new int[] {390, 1280}) {
            for (String theme : List.of("light", "dark")) {
                browser.size(width, 900);
                browser.media("prefers-color-scheme", theme);
                browser.screenshot("page-" + width + "-" + theme);
                assertEquals(List.of(), browser.asyncScript(AXE), width + " " + theme);
            }
        }
        browser.assertClean();
    }

    @Test
    void staysWithinTheWindow() {
        for (int width : new int[] {320, 390, 820, 1280, 2560}) {
            browser.size(width, 900);
            browser.screenshot("width-" + width);
            assertEquals(List.of(), browser.script(STICKING_OUT), "at " + width);
            assertEquals(List.of(), browser.script(SMALL_TARGETS), "at " + width);
            assertEquals((long) width, browser.script("return document.documentElement.scrollWidth"));
        }
    }

    @Test
    void keepsTheTextsOfThePictureInTheirBoxes() {
        var movie = "a-movie-whose-id-is-longer-than-any-box";
        browser.find("[name=movie]").clear();
        browser.find("[name=movie]").sendKeys(movie);
        browser.click("#actions", "Like");
        browser.awaitText("[data-id='end:likes'] .value", "1 " + movie.substring(0, 12));
        browser.asyncScript(THOUSAND_LIKES);
        browser.await(
                "a lane counts thousands", () -> browser.text("#stage .lane").matches("(?s).*\\d,\\d{3}.*"));
        for (int width : new int[] {320, 1280}) {
            browser.size(width, 900);
            assertEquals(List.of(), browser.script(TOO_WIDE), "at " + width);
        }
    }

    /** The picture in README is drawn by hand. */
    @Test
    void hasThePartsOfThePictureInReadme() {
        var picture = Repository.read(".github/architecture.svg");
        for (var label :
                browser.text("#stage .box text:first-of-type, #stage .topic").split("\n")) {
            assertTrue(picture.contains(label + "</text>"), label);
        }
    }

    @Test
    void printsWithoutWhatCannotBeClickedOnPaper() {
        browser.print();
        assertEquals(
                List.of(),
                browser.script(
                        "return [...document.querySelectorAll('button')].filter(b => b.getClientRects().length).map(b => b.textContent)"));
        browser.screenshot("print");
    }
}
