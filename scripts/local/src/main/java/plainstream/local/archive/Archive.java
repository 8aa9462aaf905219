package plainstream.local.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/**
 * Records of one topic on their way into files of Firehose's layout:
 * {@code folder/YYYY/MM/dd/HH/stream-1-YYYY-MM-dd-HH-mm-ss-uuid}, one value per line, times in UTC.
 */
public final class Archive {
    private static final DateTimeFormatter FOLDER =
            DateTimeFormatter.ofPattern("yyyy/MM/dd/HH").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter FILE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd-HH-mm-ss").withZone(ZoneOffset.UTC);

    /**
     * What Firehose calls a delivery stream.
     *
     * @param topic what is read
     * @param stream the stream's name
     * @param folder the prefix in the bucket
     * @param bufferBytes a file is written at this size at the latest
     * @param bufferSeconds a file is written this long after its first record at the latest
     */
    public record Settings(String topic, String stream, Path folder, int bufferBytes, int bufferSeconds) {}

    private final Settings settings;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    private Instant first = Instant.MAX;

    Archive(Settings settings) {
        this.settings = settings;
    }

    void add(byte[] value, Instant now) {
        if (buffer.size() == 0) {
            first = now;
        }
        buffer.writeBytes(value);
        buffer.write('\n');
    }

    boolean isDue(Instant now) {
        return buffer.size() >= settings.bufferBytes()
                || (buffer.size() > 0 && !now.isBefore(first.plusSeconds(settings.bufferSeconds())));
    }

    /** Writes what there is; the file appears whole or not at all. */
    void write() {
        if (buffer.size() == 0) {
            return;
        }
        String name = settings.stream() + "-1-" + FILE.format(first) + "-" + UUID.randomUUID();
        try {
            var folder = Files.createDirectories(settings.folder().resolve(FOLDER.format(first)));
            var part = Files.write(settings.folder().resolve("." + name), buffer.toByteArray());
            Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot archive " + settings.topic() + ": " + e.getMessage(), e);
        }
        buffer.reset();
    }
}
