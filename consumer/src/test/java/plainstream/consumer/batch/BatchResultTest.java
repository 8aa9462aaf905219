package plainstream.consumer.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import plainstream.consumer.TestEvent;
import plainstream.consumer.json.Json;
import plainstream.consumer.json.JsonObject;
import plainstream.consumer.log.LogLines;

class BatchResultTest {
    private final PartitionRun good = Partitions.likes(0, 2);
    private final PartitionRun bad =
            Partitions.only(new TestEvent().like(3, 7, "a").like(3, 9, "a"));

    @Test
    void namesTheLowestFailedOffsetOfEachPartition() {
        settle(new Outcome.Stored(), new Outcome.Retry("throttled"));
        assertEquals(
                "{\"batchItemFailures\":[{\"itemIdentifier\":{\"partition\":\"events-3\",\"offset\":9}}]}",
                answer(true));
    }

    @Test
    void failsAsAWholeWhereNobodyAsksWhichRecords() {
        settle(new Outcome.Retry("throttled"), new Outcome.Stored());
        BatchFailedException e = assertThrows(BatchFailedException.class, () -> answer(false));
        assertEquals("1 of 2 partitions failed, first events-3 at offset 7: throttled", e.getMessage());
    }

    @Test
    void failsForWhatIsRefused() {
        settle(new Outcome.Refused("anew"), new Outcome.Stored());
        assertTrue(answer(true).contains("\"offset\":7"));
        assertThrows(BatchFailedException.class, () -> answer(false));
    }

    @Test
    void isSuccessOtherwise() {
        settle(new Outcome.Dead("bad"), new Outcome.Skipped("tombstone"));
        assertEquals("{\"batchItemFailures\":[]}", answer(true));
        assertEquals("{\"batchItemFailures\":[]}", answer(false));
    }

    @Test
    void isNoResultWhileARecordIsForgotten() {
        assertThrows(IllegalStateException.class, () -> answer(true));
    }

    @Test
    void countsEveryRecordInItsMetrics() {
        settle(new Outcome.Dead("bad"), new Outcome.Skipped("tombstone"));
        JsonObject metrics = reported("2026-11-21T03:17:32.000000Z");
        assertEquals("1 1 1 1 0 0", counts(metrics));
        assertEquals(500, metrics.member("LagMs").asNumber().asLong());
        assertEquals(List.of("INFO batch done", "INFO batch done"), lines);
    }

    @Test
    void tellsWhatComesAgain() {
        settle(new Outcome.Refused("anew"), new Outcome.Stored());
        JsonObject metrics = reported("");
        assertEquals("1 1 0 0 1 1", counts(metrics));
        assertTrue(metrics.find("LagMs").isEmpty());
        assertEquals(List.of("INFO batch done", "WARNING batch to come again"), lines);
    }

    private List<String> lines = List.of();

    private static String counts(JsonObject metrics) {
        return String.join(
                " ",
                Stream.of(
                                "RecordsStored",
                                "RecordsLogged",
                                "RecordsSkipped",
                                "DeadLetters",
                                "RecordsRetried",
                                "RecordsRefused")
                        .map(name -> metrics.member(name).asNumber().text())
                        .toList());
    }

    /** Half a second after that time. */
    private JsonObject reported(String oldest) {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, UTF_8));
        try (LogLines log = new LogLines(BatchResult.class)) {
            lines = log.lines();
            new BatchResult("test", List.of(good, bad))
                    .report(
                            "request",
                            oldest,
                            Instant.parse("2026-11-21T03:17:32.5Z").toEpochMilli());
        } finally {
            System.setOut(before);
        }
        String line = out.toString(UTF_8)
                .lines()
                .filter(text -> text.contains("_aws"))
                .findFirst()
                .orElseThrow();
        return Json.parse(line.getBytes(UTF_8)).asObject();
    }

    private void settle(Outcome first, Outcome second) {
        good.settle(0, new Outcome.Stored());
        good.settle(1, new Outcome.Logged());
        bad.settle(0, first);
        bad.settle(1, second);
    }

    private String answer(boolean partial) {
        return new String(new BatchResult("test", List.of(good, bad)).answer(partial), UTF_8);
    }
}
