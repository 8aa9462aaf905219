package plainstream.consumer.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import plainstream.consumer.event.KafkaRecord;
import plainstream.consumer.event.PartitionRecords;
import plainstream.consumer.event.RecordHeader;
import plainstream.consumer.json.JsonWriter;

/**
 * The records of one batch and partition as one object of the archive.
 *
 * <p>A line is a record as Lambda hands it over (key and value in base64, headers as arrays of signed bytes), so that no separator can
 * stand inside a value, and lines put together make an event again. {@code epoch} and {@code archivedAt} are added to it.
 *
 * @param name the object's name: epoch, topic, partition and first offset, so that a batch that comes again overwrites itself
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
