package plainstream.consumer.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import plainstream.consumer.batch.OffsetsRestartedException;
import plainstream.consumer.event.KafkaRecord;
import plainstream.consumer.event.PartitionRecords;
import plainstream.consumer.event.RecordHeader;
import plainstream.consumer.json.Json;
import plainstream.consumer.json.JsonException;
import plainstream.consumer.json.JsonObject;
import plainstream.consumer.json.JsonWriter;

/**
 * The records of one batch and partition as one object of the archive.
 *
 * <p>A line is a record as Lambda hands it over (key and value in base64, headers as arrays of signed bytes), so that no separator can
 * stand inside a value, and lines put together make an event again. {@code epoch} and {@code archivedAt} are added to it.
 *
 * @param name the object's name: epoch, topic, partition and first offset, so that a batch that comes again finds itself
 * @param gzip JSON lines, gzipped
 */
record ArchiveObject(String name, byte[] gzip) {
    private static final int PARTITION_DIGITS = 5;
    private static final int OFFSET_DIGITS = 19;

    static ArchiveObject of(PartitionRecords source, String epoch, String archivedAt) {
        String name = "epoch-" + epoch + "/" + source.topic() + "/" + padded(source.partition(), PARTITION_DIGITS) + "/"
                + padded(source.records().get(0).offset(), OFFSET_DIGITS) + ".jsonl.gz";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            for (KafkaRecord record : source.records()) {
                out.write(line(record, epoch, archivedAt));
                out.write('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes every byte", e);
        }
        return new ArchiveObject(name, bytes.toByteArray());
    }

    /**
     * What an object holds.
     *
     * @throws IOException if it is no object of ours
     */
    static Span span(byte[] gzip) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            String[] lines = new String(in.readAllBytes(), UTF_8).split("\n");
            JsonObject first = record(lines[0]);
            JsonObject last = record(lines[lines.length - 1]);
            return new Span(
                    first.member("timestamp").asNumber().asLong(),
                    last.member("offset").asNumber().asLong());
        } catch (JsonException e) {
            throw new IOException("what stands in its place is no object of the archive: " + e.getMessage(), e);
        }
    }

    private static JsonObject record(String line) {
        return Json.parse(line.getBytes(UTF_8)).asObject();
    }

    /**
     * From where to where an object goes that has the first offset of some records.
     *
     * @param firstTimestampMs when its first record was appended
     * @param lastOffset its last record's offset
     */
    record Span(long firstTimestampMs, long lastOffset) {
        /**
         * Those that the object does not hold.
         *
         * @throws OffsetsRestartedException if its first record is another one: it was archived in the topic's life before
         */
        PartitionRecords after(PartitionRecords records) {
            KafkaRecord first = records.records().get(0);
            if (first.timestampMs() != firstTimestampMs) {
                throw new OffsetsRestartedException(
                        first, "the archive holds a record of this offset that was appended at " + firstTimestampMs);
            }
            List<KafkaRecord> left = new ArrayList<>();
            for (KafkaRecord record : records.records()) {
                if (record.offset() > lastOffset) {
                    left.add(record);
                }
            }
            return new PartitionRecords(records.mapKey(), records.topic(), records.partition(), left);
        }
    }

    private static byte[] line(KafkaRecord record, String epoch, String archivedAt) {
        JsonWriter out = new JsonWriter().beginObject();
        out.name("topic").string(record.topic()).name("partition").number(record.partition());
        out.name("offset").number(record.offset()).name("timestamp").number(record.timestampMs());
        out.name("timestampType").string(record.timestampType());
        bytes(out.name("key"), record.hasKey(), record.key());
        bytes(out.name("value"), record.hasValue(), record.value());
        out.name("headers").beginArray();
        for (RecordHeader header : record.headers()) {
            header(out, header);
        }
        out.endArray().name("epoch").string(epoch).name("archivedAt").string(archivedAt);
        return out.endObject().toBytes();
    }

    private static void bytes(JsonWriter out, boolean has, byte[] bytes) {
        if (has) {
            out.base64(bytes);
        } else {
            out.nul();
        }
    }

    private static void header(JsonWriter out, RecordHeader header) {
        out.beginObject().name(header.name()).beginArray();
        for (byte b : header.value()) {
            out.number(b);
        }
        out.endArray().endObject();
    }

    /** By hand: a formatter would use the digits of whatever language is set, and cost a cold start its classes. */
    private static String padded(long number, int digits) {
        String text = Long.toString(number);
        return "0".repeat(Math.max(0, digits - text.length())) + text;
    }
}
