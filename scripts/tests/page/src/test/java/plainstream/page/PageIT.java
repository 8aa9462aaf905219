package plainstream.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** What a person does on the page, and what they see of it. */
@ExtendWith(Running.class)
class PageIT {
    private static final Duration LIVE = Duration.ofSeconds(2);
    private static final Duration BROKER_SEEN = Duration.ofSeconds(5);

    private final Browser browser = Running.browser();
    private final String movie = "tt" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void open() {
        browser.open(1280, 1000, "light");
        browser.awaitText("#link", "live");
        browser.find("[name=movie]").clear();
        browser.find("[name=movie]").sendKeys(movie);
    }

    private static Duration since(Instant start) {
        return Duration.between(start, Instant.now());
    }

    private void like() {
        browser.click("#actions", "Like");
        browser.awaitText("#answer", "202 Accepted");
    }

    @Test
    void showsOneLikeFromTheClickToTheRow() {
        like();
        var answered = Instant.now();
        browser.awaitText("#recent", "like " + movie);
        assertTrue(since(answered).compareTo(LIVE) < 0, "seen live after " + since(answered));
        browser.awaitText("#waterfall h3", "from the request to its effect");
        browser.awaitText("#counted", "accepted here 1, counted since 1, in the table 1");
        browser.awaitText("#waterfall", "The row /likes/" + movie);
        var seen = browser.text("#waterfall");
        assertTrue(
                Pattern.compile("appended it to events, partition \\d, offset \\d+")
                        .matcher(seen)
                        .find(),
                seen);
        for (var part : new String[] {
            "in Kafka",
            "batched",
            "The function “events” wrote it to the table likes",
            "LikeRun.java",
            "ce_traceparent: 00-",
            "request 1-",
            "\"likes\": 1"
        }) {
            assertTrue(seen.contains(part), part + " is not in " + seen);
        }
        assertEquals(6, browser.all(".waterfall .took").size(), "six stages, each with its time");
        browser.await("its dot has come to its end", () -> browser.all(".dot").isEmpty());
        assertTrue(browser.text("#said").contains(movie), "the live region says what happened");
        browser.assertClean();
    }

    @Test
    void letsADotBeFollowed() {
        browser.find("#speed input[value='100']").click();
        like();
        browser.await("a dot is on its way", () -> !browser.all(".dot").isEmpty());
        browser.awaitText("#waterfall h3", "like " + movie);
        browser.await(
                "a batch closes around it",
                () -> browser.all(".batch").stream().anyMatch(batch -> !"0".equals(batch.getAttribute("width"))));
        browser.find("#pause").click();
        browser.script("document.querySelector('.dot').dispatchEvent(new MouseEvent('click', {bubbles: true}))");
        browser.awaitText("#waterfall h3", movie);
        browser.assertClean();
    }

    @Test
    void countsAHundredLikesAndTheSameAgainOnce() {
        browser.click("#actions", "100 likes");
        browser.awaitText("#counted", "accepted here 100, counted since 100");
        like();
        browser.awaitText("#counted", "accepted here 101, counted since 101");
        browser.click("#actions", "The same again");
        browser.awaitSaid("counts once");
        browser.click("#actions", "Like");
        browser.awaitText("#counted", "accepted here 102, counted since 102");
        browser.assertClean();
    }

    @Test
    void followsAnOrderThroughBothTopics() {
        browser.click("#actions", "Order");
        browser.awaitText("#recent", "order-enriched SO-001");
        browser.awaitText("#waterfall", "published it anew");
        browser.awaitText("#waterfall", "wrote it to the table orders");
        browser.awaitText("#waterfall", "The row /orders/SO-001");
        browser.assertClean();
    }

    @Test
    void putsAPoisonousRecordIntoTheDeadLettersAndSendsItAgain() {
        browser.click("#actions", "A poison record");
        browser.awaitText("#dead", "$.movieId");
        browser.awaitText("#waterfall", "kept it as a dead letter");
        browser.awaitText("[data-id='end:dead letters'] .value", "1");
        browser.click("#dead", "Send again");
        browser.script("document.activeElement.blur()");
        browser.awaitSaid("Sent again to events-");
        browser.awaitText("[data-id='end:dead letters'] .value", "2");
        browser.assertClean();
    }

    @Test
    void showsASlowFunction() {
        browser.click("#actions", "A slow function");
        browser.awaitSaid("5 s longer");
        like();
        browser.awaitText("#mappings", "is with the function");
        browser.await(
                "the function is at work",
                () -> !browser.all("[data-id='fn:events'].busy").isEmpty());
        browser.await(
                "it took so long",
                () -> Pattern.compile("processed5\\d{3} ms|processed[5-9]\\.\\d+ s|5\\d{3} ms")
                        .matcher(browser.text("#waterfall"))
                        .find());
        browser.assertClean();
    }

    @Test
    void seesTheBrokerStopAndComeBack() {
        browser.click("#actions", "Stop the broker");
        browser.awaitSaid("broker");
        var stopped = Instant.now();
        browser.awaitText("#link", "the broker is stopped");
        assertTrue(since(stopped).compareTo(BROKER_SEEN) < 0, "seen after " + since(stopped));
        browser.awaitText("#topics", "The broker is stopped");
        browser.click("#actions", "Like");
        browser.awaitText("#answer", "503 Service Unavailable");
        assertTrue(browser.text("#answer").contains("about:blank"), "the problem is shown");
        browser.screenshot("broker-stopped");
        browser.click("#actions", "Start the broker");
        browser.awaitText("#link", "live");
        browser.await("writes are taken again", () -> {
            browser.click("#actions", "Like");
            browser.await("an answer", () -> browser.text("#answer").matches("(?s).*(202|503) .*"));
            return browser.text("#answer").contains("202 Accepted");
        });
        browser.awaitText("#recent", "like " + movie);
        browser.assertClean("503");
    }

    @Test
    void answersEveryRoute() {
        like();
        browser.click("form[aria-label='POST /app']", "Record the time");
        browser.awaitText("form[aria-label='POST /app'] output", "202 Accepted");
        var id = Pattern.compile("\"id\": \"([^\"]+)\"").matcher(browser.text("form[aria-label='POST /app'] output"));
        assertTrue(id.find());
        browser.click("form[aria-label='POST /orders']", "Order");
        browser.awaitText("#recent", "timestamp");
        browser.awaitText("#recent", "order-enriched SO-001");
        browser.awaitText("#waterfall", "wrote it to the table");
        browser.find("form[aria-label='GET /app/{id}'] input").sendKeys(id.group(1));
        for (var form : browser.all("#forms form")) {
            var route = form.getAttribute("aria-label");
            browser.click(
                    "form[aria-label='" + route + "']",
                    form.findElement(org.openqa.selenium.By.tagName("button")).getText());
            browser.await(
                    route,
                    () -> form.findElement(org.openqa.selenium.By.tagName("output"))
                            .getText()
                            .matches("(?s)(200|202) .*curl .*"));
        }
        browser.assertClean();
    }

    @Test
    void showsAProblemAndTheCommandThatRepeatsIt() {
        var form = "form[aria-label='GET /current_time']";
        browser.find(form + " input").clear();
        browser.find(form + " input").sendKeys("<b>it's</b>");
        browser.click(form, "Greet");
        browser.awaitText(form + " output", "400 Bad Request");
        var shown = browser.text(form + " output");
        assertTrue(shown.contains("required, 1 to 247 characters"), shown);
        assertTrue(
                shown.contains("curl '" + Running.stack().url()
                        + "/current_time?name=%3Cb%3Eit's%3C%2Fb%3E'".replace("'s", "'\\''s")),
                shown);
        browser.assertClean("400");
    }

    @Test
    void looksAnEventUpThatPassedBeforeThePageWasOpened() {
        like();
        browser.awaitText("#counted", "counted since 1");
        browser.open(1280, 1000, "light");
        browser.find("#lookup input").sendKeys(movie + Keys.ENTER);
        browser.awaitText("#waterfall", "From the stored times");
        assertTrue(browser.text("#waterfall").contains("processedAt"), "the row");
        browser.find("#lookup input").clear();
        browser.find("#lookup input").sendKeys("no such thing" + Keys.ENTER);
        browser.awaitText("#waterfall", "Nothing is known of “no such thing”");
        browser.assertClean("400", "404");
    }

    @Test
    void filtersAndPausesTheLiveTail() {
        like();
        browser.awaitText("#tail", movie);
        assertTrue(browser.text("#tail").contains("ce_type=plainstream.like.v1"), "headers");
        browser.find("#tail [name=filter]").sendKeys("nothing like it");
        browser.awaitText("#tail", "No record matches the filter.");
        browser.find("#tail [name=filter]").clear();
        browser.find("#tail [name=filter]").sendKeys(movie);
        browser.awaitText("#tail td", movie);
        browser.click("#tail", "Pause");
        var before = browser.text("#tail table");
        like();
        browser.awaitText("#counted", "counted since 2");
        assertEquals(before, browser.text("#tail table"));
        browser.click("#tail", "Pause");
        browser.await("it goes on", () -> !browser.text("#tail table").equals(before));
        browser.assertClean();
    }

    @Test
    void isUsedWithTheKeyboardAlone() {
        browser.script("document.querySelector('[name=movie]').focus()");
        browser.script("window.scrollTo(0, 0)");
        new org.openqa.selenium.interactions.Actions(
                        ((org.openqa.selenium.WrapsDriver) browser.find("body")).getWrappedDriver())
                .sendKeys(Keys.TAB, Keys.ENTER)
                .perform();
        browser.awaitText("#answer", "202 Accepted");
        browser.awaitText("#recent", "like " + movie);
        assertFalse(browser.all("#recent button").isEmpty(), "the list says what the dots show");
        browser.assertClean();
    }

    @Test
    void movesNothingForWhomMotionIsTooMuch() {
        browser.media("prefers-reduced-motion", "reduce");
        like();
        browser.awaitText("#recent", "done, ");
        assertEquals(0, browser.all(".dot").size());
        browser.assertClean();
    }
}
