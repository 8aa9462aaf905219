package plainstream.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import plainstream.kit.Repository;

/** What does not go straight on: a batch that comes again, and clocks that contradict each other. */
@ExtendWith(Running.class)
class TroubleIT {
    /** Whether a dot stands in a box: its middle, as it is drawn. */
    private static final String DOT_IN_BOX = """
            const box = document.querySelector(`[data-id='${arguments[0]}'] rect`).getBoundingClientRect();
            return [...document.querySelectorAll('.dot')].map(dot => dot.getBoundingClientRect())
              .some(dot => dot.left > box.left && dot.right < box.right && dot.top > box.top && dot.bottom < box.bottom)""";

    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final Duration AHEAD = Duration.ofSeconds(30);

    private final Browser browser = Running.browser();
    private final String movie = "tt" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void open() {
        browser.open(1280, 1000, "light");
        browser.awaitText("#link", "live");
        browser.find("#speed input[value='1']").click();
    }

    /** The database stands still until the function has given up once. */
    @Test
    void drawsABatchThatComesAgain() throws Exception {
        database("pause");
        try {
            send(Instant.now());
            browser.await("its dot is with the function", () -> isIn("fn:events"));
            browser.await("its dot is back at the mapping", () -> isIn("map:events"));
            browser.await("and marked", () -> !browser.all(".dot.bad").isEmpty());
            browser.screenshot("retry");
            browser.awaitText("#mappings", "partial: from");
            // At the speed of events it would be with the function for a few milliseconds only.
            browser.find("#speed input[value='10']").click();
        } finally {
            database("go");
        }
        browser.await("it is with the function again", () -> isIn("fn:events"));
        browser.awaitText("#waterfall", "The mapping paused before it gave the records again.");
        browser.awaitText("#waterfall", "processed, 2.");
        browser.awaitText("#waterfall", "from the request to its effect");
        browser.await("its dot has come to its end", () -> browser.all(".dot").isEmpty());
        var seen = browser.text("#waterfall") + browser.text("#recent");
        assertTrue(seen.contains("attempt 2"), seen);
        assertTrue(seen.contains("wrote it to the table likes"), seen);
        assertFalse(seen.contains("dead letter"), "what comes again is no dead letter: " + seen);
        browser.assertClean("503", "504");
    }

    /** A producer whose clock is ahead: both times stay as they were written, and the page says so. */
    @Test
    void marksClocksThatContradictEachOther() throws Exception {
        var accepted = Instant.now().plus(AHEAD);
        send(accepted);
        browser.awaitText("#waterfall h3", "like " + movie);
        browser.awaitText(
                "#waterfall", "These two clocks contradict each other; both times are shown as they were written.");
        assertEquals(1L, browser.script("return document.querySelectorAll('#waterfall .contradicts').length"));
        var took = browser.text("#waterfall li:first-child .took");
        assertTrue(took.matches("-(2\\d|30)\\.\\d s ⚠"), took);
        assertTrue(browser.text("#waterfall").contains("ce_time: " + ISO.format(accepted)), "the header, raw");
        browser.awaitText("#waterfall", "The row /likes/" + movie);
        assertTrue(browser.text("#waterfall").contains("\"acceptedAt\": \"" + ISO.format(accepted)), "the row, raw");
        browser.screenshot("contradicting-clocks");
        browser.assertClean();
    }

    private boolean isIn(String box) {
        return (boolean) browser.script(DOT_IN_BOX, box);
    }

    private static void database(String command) throws Exception {
        var builder = new ProcessBuilder("scripts/local/database.sh", command)
                .directory(Repository.ROOT.toFile())
                .inheritIO();
        builder.environment().putAll(Running.stack().environment());
        assertEquals(0, builder.start().waitFor());
    }

    /** A like as another producer would write it. */
    private void send(Instant time) throws Exception {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", "127.0.0.1:" + Running.stack().port("KAFKA_PORT"), "acks", "all");
        var headers = Map.of(
                "ce_specversion", "1.0",
                "ce_id", UUID.randomUUID().toString(),
                "ce_source", "/by/hand",
                "ce_type", "plainstream.like.v1",
                "ce_time", ISO.format(time),
                "content-type", "application/json");
        var record = new ProducerRecord<>(
                "events", movie.getBytes(UTF_8), ("{\"movieId\":\"" + movie + "\"}").getBytes(UTF_8));
        headers.forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(record).get();
        }
    }
}
