package plainstream.tools;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * What scripts/replay.sh runs: {@code Replay TOPIC OUTPUT TABLE... <names-of-archive-files}. Packs archived
 * values into events of Lambda's Kafka form, as files whose names sort in the order of the archive.
 */
final class Replay {
    /** No topic has so many partitions: the function's watermarks of it belong to replays alone. */
    private static final int PARTITION = 1_000_000;

    private static final int RECORDS_A_FILE = 500;
    /** An invocation takes 6 MB; base64 and headers are counted in. */
    private static final int CHARACTERS_A_FILE = 4_000_000;

    /** An offset is the second of the archive file and the line in it: the same in every replay, and growing. */
    private static final long LINES_A_SECOND = 1_000_000;

    private static final DateTimeFormatter FILE_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd-HH-mm-ss");
    private static final Pattern TIME_IN_NAME = Pattern.compile("\\d{4}(-\\d{2}){5}");
    private static final Pattern MOVIE = Pattern.compile("\"movieId\"\\s*:");
    private static final Pattern TIMESTAMP = Pattern.compile("\"timestamp\"\\s*:\\s*\"([^\"]*)\"");

    /** What a value is, by its topic and members; its table; when it was accepted, "" if the value does not say. */
    private record Kind(String type, String table, String time) {}

    private final String topic;
    private final Path output;
    private final Set<String> tables;
    private final List<String> records = new ArrayList<>();
    private int characters;
    private long offset;

    private Replay(String topic, Path output, Set<String> tables) {
        this.topic = topic;
        this.output = output;
        this.tables = tables;
    }

    public static void main(String[] args) throws IOException {
        var tables = Arrays.stream(args).skip(2).collect(Collectors.toSet());
        var replay = new Replay(args[0], Path.of(args[1]), tables);
        var names = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String name = names.readLine(); name != null; name = names.readLine()) {
            replay.read(Path.of(name));
        }
        replay.write();
    }

    private void read(Path file) throws IOException {
        long second = second(file);
        offset = Math.max(offset, second * LINES_A_SECOND);
        try (var lines = new BufferedReader(new InputStreamReader(open(file), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                var kind = kind(line);
                if (tables.contains(kind.table())) {
                    add(record(line, kind, second * 1000));
                }
                offset++;
            }
        }
    }

    private static long second(Path file) throws IOException {
        var matcher = TIME_IN_NAME.matcher(file.getFileName().toString());
        if (!matcher.find()) {
            throw new IOException(file + " has no time in its name, as Firehose writes it");
        }
        return LocalDateTime.parse(matcher.group(), FILE_TIME).toEpochSecond(ZoneOffset.UTC);
    }

    private static InputStream open(Path file) throws IOException {
        var in = Files.newInputStream(file);
        return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
    }

    private Kind kind(String value) {
        if (value.isBlank()) {
            return new Kind("", "", "");
        } else if (topic.equals("orders-enriched")) {
            return new Kind("plainstream.order-enriched.v1", "orders", "");
        } else if (MOVIE.matcher(value).find()) {
            return new Kind("plainstream.like.v1", "likes", "");
        }
        var timestamp = TIMESTAMP.matcher(value);
        // A greeting's timestamp is a number.
        return timestamp.find()
                ? new Kind("plainstream.timestamp.v1", "timestamps", timestamp.group(1))
                : new Kind("plainstream.greeting.v1", "", "");
    }

    private String record(String value, Kind kind, long fileMs) {
        var headers = new ArrayList<String>();
        headers.add(header("ce_specversion", "1.0"));
        headers.add(header("ce_id", "replay-" + offset));
        headers.add(header("ce_type", kind.type()));
        if (!kind.time().isEmpty()) {
            headers.add(header("ce_time", kind.time()));
        }
        return """
                {"topic":"%s","partition":%d,"offset":%d,"timestamp":%d,"timestampType":"LOG_APPEND_TIME","value":"%s","headers":[%s]}""".formatted(
                        topic,
                        PARTITION,
                        offset,
                        fileMs,
                        Base64.getEncoder().encodeToString(value.getBytes(UTF_8)),
                        String.join(",", headers));
    }

    /** Lambda writes a header's value as an array of signed bytes. */
    private static String header(String name, String value) {
        return "{\"" + name + "\":" + Arrays.toString(value.getBytes(UTF_8)).replace(" ", "") + "}";
    }

    private void add(String record) throws IOException {
        if (records.size() == RECORDS_A_FILE || characters + record.length() > CHARACTERS_A_FILE) {
            write();
        }
        records.add(record);
        characters += record.length();
    }

    private void write() throws IOException {
        if (records.isEmpty()) {
            return;
        }
        String event = """
                {"eventSource":"aws:kafka","eventSourceArn":"archive","bootstrapServers":"","records":{"%s-%d":[%s]}}""".formatted(topic, PARTITION, String.join(",\n", records));
        Files.writeString(output.resolve("%s-%019d.json".formatted(topic, offset)), event);
        records.clear();
        characters = 0;
    }
}
