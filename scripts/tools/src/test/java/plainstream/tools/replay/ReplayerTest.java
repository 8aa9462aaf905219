package plainstream.tools.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plainstream.consumer.event.KafkaRecord;
import plainstream.consumer.event.MskEventReader;

/** What a replay makes of an archive that overlaps, has holes or is damaged: the events themselves, as files. */
class ReplayerTest {
    private static final Locale LOCALE = Locale.getDefault();
    private static final String SOURCE = "epoch-c1/events/00003/";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @AfterEach
    void restoreLocale() {
        Locale.setDefault(LOCALE);
    }

    @Test
    void givesEachOffsetOnceThoughObjectsOverlap() throws Exception {
        object(SOURCE, 0, 9);
        object(SOURCE, 5, 14);
        object(SOURCE, 7, 8);
        object(SOURCE, 15, 15);
        assertEquals(ExitCode.DONE, replay());
        assertEquals(offsets(0, 15), given());
    }

    /** A language whose digits are not ASCII, once the way to unreadable JSON and names that did not sort. */
    @Test
    void givesTheSameBytesInEveryLanguage() throws Exception {
        object(SOURCE, 0, 3);
        replay();
        var usual = contents();
        Locale.setDefault(Locale.of("fa", "IR"));
        Files.walk(folder.resolve("payloads"))
                .filter(Files::isRegularFile)
                .forEach(file -> file.toFile().delete());
        replay();
        assertEquals(usual, contents());
        assertTrue(usual.startsWith("[events-3-epoch-c1-0000000000000000000.json"), usual);
    }

    @Test
    void namesWhatIsDamagedAndGoesOn() throws Exception {
        object(SOURCE, 0, 9);
        Path damaged = object(SOURCE, 10, 19);
        Files.write(damaged, Arrays.copyOf(Files.readAllBytes(damaged), 60));
        object(SOURCE, 20, 24);
        object("epoch-c1/events/00004/", 7, 7);
        assertEquals(ExitCode.LOSSES, replay());
        assertTrue(said().contains(damaged + " is damaged ("), said());
        assertTrue(said().contains("events-3 of epoch c1: no readable object holds the offsets 10 to 19"), said());
        var expected = new ArrayList<>(offsets(0, 9));
        expected.addAll(offsets(20, 24));
        expected.add("events-4@7");
        assertEquals(expected, given());
    }

    @Test
    void namesWhatIsMissing() throws Exception {
        object(SOURCE, 0, 9);
        object(SOURCE, 20, 24);
        assertEquals(ExitCode.LOSSES, replay());
        assertTrue(said().contains("no readable object holds the offsets 10 to 19"), said());
    }

    /** Likes count in the order of their offsets: what comes late must find nothing given after it. */
    @Test
    void waitsAtAGapAndGoesOnWhenItIsFilled() throws Exception {
        object(SOURCE, 0, 9);
        object(SOURCE, 20, 24);
        assertEquals(ExitCode.LOSSES, replay("--stop-at-gaps"));
        assertEquals(offsets(0, 9), given());
        Files.walk(folder.resolve("payloads"))
                .filter(Files::isRegularFile)
                .forEach(file -> file.toFile().delete());
        object(SOURCE, 10, 19);
        assertEquals(ExitCode.DONE, replay("--stop-at-gaps", "--resume"));
        assertEquals(offsets(10, 24), given());
    }

    @Test
    void goesBackToTheGapThatItPassed() throws Exception {
        object(SOURCE, 0, 9);
        object(SOURCE, 20, 24);
        replay();
        object(SOURCE, 10, 19);
        Files.walk(folder.resolve("payloads"))
                .filter(Files::isRegularFile)
                .forEach(file -> file.toFile().delete());
        assertEquals(ExitCode.DONE, replay("--resume"));
        assertEquals(offsets(10, 24), given());
    }

    @Test
    void namesFilesOfOthersAndLinesOfOtherPartitions() throws Exception {
        object(SOURCE, 0, 0);
        Files.writeString(folder.resolve("archive/notes.txt"), "x");
        Files.createDirectories(folder.resolve("archive/epoch-c1/events/00005"));
        Path moved = folder.resolve("archive/epoch-c1/events/00005/0000000000000000000.jsonl.gz");
        Files.copy(folder.resolve("archive/" + SOURCE + "0000000000000000000.jsonl.gz"), moved);
        assertEquals(ExitCode.LOSSES, replay());
        assertTrue(said().contains("notes.txt is no object of the archive function: left out"), said());
        assertTrue(said().contains("line 1 is of events-3 of epoch c1"), said());
    }

    /** Both lives of the topic are given, the older first, and neither is taken for the other. */
    @Test
    void keepsTheLivesOfATopicApart() throws Exception {
        object("epoch-z/events/00003/", 0, 1, "2026-11-20T00:00:00.000000Z");
        object("epoch-a/events/00003/", 0, 1, "2026-11-21T00:00:00.000000Z");
        assertEquals(ExitCode.DONE, replay());
        assertEquals(List.of("events-3@0", "events-3@1", "events-3@0", "events-3@1"), given());
    }

    /** Nothing given is no success. */
    @Test
    void failsWhereThereIsNothing() throws Exception {
        Files.createDirectories(folder.resolve("archive"));
        assertEquals(ExitCode.FAILED, replay());
        assertTrue(said().contains("there is no object of events in " + folder.resolve("archive")), said());
    }

    @Test
    void saysWhereNothingCanBeWritten() throws Exception {
        object(SOURCE, 0, 0);
        Files.writeString(folder.resolve("payloads"), "a file");
        assertEquals(ExitCode.FAILED, replay());
        assertTrue(said().contains("payloads is no folder"), said());
    }

    /** Without the archive's mark the enrichment takes an order for a new one, and publishes it. */
    @Test
    void givesOrdersAsNewOnesIfTheyAreToBeEnriched() throws Exception {
        object(SOURCE, 0, 1);
        object("epoch-c1/orders/00000/", 4, 5);
        assertEquals(ExitCode.DONE, replay("--topic", "orders"));
        assertEquals(List.of("events-3@0 c1", "events-3@1 c1", "orders-0@4 c1", "orders-0@5 c1"), marks());
        assertEquals(ExitCode.DONE, replay("--topic", "orders", "--enrich"));
        assertEquals(List.of("events-3@0 c1", "events-3@1 c1", "orders-0@4 ", "orders-0@5 "), marks());
    }

    private List<String> marks() throws IOException {
        List<String> marks = new ArrayList<>();
        for (Path file : files()) {
            for (KafkaRecord record :
                    MskEventReader.read(Files.readAllBytes(file)).get(0).records()) {
                marks.add(record.topic() + "-" + record.partition() + "@" + record.offset() + " "
                        + record.archived().epoch());
            }
        }
        return marks;
    }

    private Path object(String source, long first, long last) throws IOException {
        return object(source, first, last, "2026-11-21T03:18:00.500000Z");
    }

    private Path object(String source, long first, long last, String archivedAt) throws IOException {
        String offset = Long.toString(first);
        Path file = folder.resolve("archive/" + source + "0".repeat(19 - offset.length()) + offset + ".jsonl.gz");
        Files.createDirectories(file.getParent());
        String[] parts = source.split("/");
        try (var gzip = new GZIPOutputStream(Files.newOutputStream(file))) {
            for (long i = first; i <= last; i++) {
                String line = "{\"topic\":\"" + parts[1] + "\",\"partition\":" + Integer.parseInt(parts[2])
                        + ",\"offset\":" + i
                        + ",\"timestamp\":1,\"timestampType\":\"CREATE_TIME\",\"key\":null,\"value\":\"e30=\",\"headers\":[],"
                        + "\"epoch\":\"" + parts[0].substring(6) + "\",\"archivedAt\":\"" + archivedAt + "\"}\n";
                gzip.write(line.getBytes(UTF_8));
            }
        }
        return file;
    }

    private ExitCode replay(String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.addAll(List.of("--folder", folder.resolve("archive").toString(), "--topic", "events"));
        arguments.addAll(List.of("--payloads", folder.resolve("payloads").toString()));
        arguments.addAll(List.of("--positions", folder.resolve("positions").toString()));
        return Replayer.run(arguments, Map.of(), new PrintStream(out, true, UTF_8));
    }

    private String said() {
        return out.toString(UTF_8);
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(folder.resolve("payloads"))) {
            return files.sorted().toList();
        }
    }

    private List<String> given() throws IOException {
        List<String> given = new ArrayList<>();
        for (Path file : files()) {
            for (var partition : MskEventReader.read(Files.readAllBytes(file))) {
                for (KafkaRecord record : partition.records()) {
                    given.add(record.topic() + "-" + record.partition() + "@" + record.offset());
                }
            }
        }
        return given;
    }

    private String contents() throws IOException {
        List<String> contents = new ArrayList<>();
        for (Path file : files()) {
            contents.add(file.getFileName() + " " + Files.readString(file));
        }
        return contents.toString();
    }

    private static List<String> offsets(long first, long last) {
        List<String> offsets = new ArrayList<>();
        for (long i = first; i <= last; i++) {
            offsets.add("events-3@" + i);
        }
        return offsets;
    }
}
