package plainstream.consumer.event;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import plainstream.consumer.json.JsonReader;
import plainstream.consumer.json.Repeated;

/**
 * Reads an event of Amazon MSK or self-managed Kafka in one pass over its bytes, without a tree.
 *
 * <p>Members that it does not know are skipped. One reader reads one event.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-msk.html">AWS: using Lambda with Amazon MSK</a>
 */
public final class MskEventReader {
    private static final byte[] EVENT_SOURCE = "eventSource".getBytes(US_ASCII);

    /** How AWS writes it for MSK, for other clusters in its guide, and for these in what its own libraries show. */
    private static final Set<String> SOURCES = Set.of("aws:kafka", "SelfManagedKafka", "aws:SelfManagedKafka");

    private static final byte[] RECORDS = "records".getBytes(US_ASCII);

    /** In the order in which AWS writes them; any other order works too. */
    private static final byte[][] MEMBERS = {
        "topic".getBytes(US_ASCII),
        "partition".getBytes(US_ASCII),
        "offset".getBytes(US_ASCII),
        "timestamp".getBytes(US_ASCII),
        "timestampType".getBytes(US_ASCII),
        "key".getBytes(US_ASCII),
        "value".getBytes(US_ASCII),
        "headers".getBytes(US_ASCII),
        "epoch".getBytes(US_ASCII),
        "archivedAt".getBytes(US_ASCII),
    };

    private static final byte[] NONE = {};

    private final JsonReader json;
    private final Repeated topics = new Repeated();
    private final Repeated timestampTypes = new Repeated();
    private final Repeated epochs = new Repeated();
    private final Repeated times = new Repeated();
    private final HeaderReader headers;
    private final PartitionLists partitions = new PartitionLists();

    private MskEventReader(byte[] event) {
        json = new JsonReader(event);
        headers = new HeaderReader(json);
    }

    /**
     * Reads an event.
     *
     * @param event the JSON text, in UTF-8
     * @return its records by partition; topic, partition and offset are those of the records themselves
     * @throws plainstream.consumer.json.JsonException if it is no such event
     * @throws MalformedEventException if it is another source's, has no records, or has two of one offset
     */
    public static List<PartitionRecords> read(byte[] event) {
        return new MskEventReader(event).event();
    }

    private List<PartitionRecords> event() {
        for (boolean more = json.beginObject(); more; more = json.nextMember()) {
            if (json.nameIs(RECORDS)) {
                records();
            } else if (json.nameIs(EVENT_SOURCE)) {
                source(json.string());
            } else {
                json.skip();
            }
        }
        json.end();
        List<PartitionRecords> found = partitions.toList();
        if (found.isEmpty()) {
            // Never success: whoever sent it (a queue, a schedule) would take its messages for done.
            throw new MalformedEventException("no event of a Kafka event source mapping: it has no records");
        }
        return found;
    }

    private static void source(String source) {
        if (!SOURCES.contains(source)) {
            throw new MalformedEventException("the event's source is " + source + ", and not one of " + SOURCES);
        }
    }

    private void records() {
        for (boolean more = json.beginObject(); more; more = json.nextMember()) {
            String mapKey = json.name();
            for (boolean another = json.beginArray(); another; another = json.nextElement()) {
                partitions.add(mapKey, record());
            }
        }
    }

    private KafkaRecord record() {
        String topic = null;
        int partition = -1;
        long offset = -1;
        long timestampMs = 0;
        String timestampType = "";
        String epoch = "";
        String archivedAt = "";
        byte[] key = null;
        byte[] value = null;
        List<RecordHeader> found = List.of();
        plainstream.consumer.json.Place place = json.place();
        for (int member = json.beginObject(MEMBERS);
                member != JsonReader.NONE;
                member = json.nextMember(MEMBERS, member)) {
            switch (member) {
                case 0 -> topic = json.string(topics);
                case 1 -> partition = index();
                case 2 -> offset = json.longValue();
                case 3 -> timestampMs = json.longValue();
                case 4 -> timestampType = json.nullValue() ? "" : json.string(timestampTypes);
                case 5 -> key = bytes();
                case 6 -> value = bytes();
                case 7 -> found = headers.read();
                case 8 -> epoch = json.string(epochs);
                case 9 -> archivedAt = json.string(times);
                default -> json.skip();
            }
        }
        if (topic == null || partition < 0 || offset < 0) {
            throw new MalformedEventException("a record lacks topic, partition or offset (" + place + ")");
        }
        return new KafkaRecord(
                topic,
                partition,
                offset,
                timestampMs,
                timestampType,
                key != null,
                or(key),
                value != null,
                or(value),
                found,
                Archived.of(epoch, archivedAt));
    }

    private int index() {
        long value = json.longValue();
        return value >= 0 && value <= Integer.MAX_VALUE ? (int) value : -1;
    }

    private byte[] bytes() {
        return json.nullValue() ? null : json.base64();
    }

    private static byte[] or(byte[] bytes) {
        return bytes == null ? NONE : bytes;
    }

    /** Gathers records by topic and partition, in the order of their offsets. */
    private static final class PartitionLists {
        /**
         * By {@code topic-partition}, in the order of their first records; a map, so that many partitions cost no more than many records. (Its
         * key is no record: the JVM's first generated {@code hashCode} costs a cold start more than all of the reading.)
         */
        private final Map<String, PartitionRecords> lists = new LinkedHashMap<>();

        private PartitionRecords last;

        void add(String mapKey, KafkaRecord record) {
            if (last == null || !isOf(last, record)) {
                last = find(mapKey, record);
            }
            last.records().add(record);
        }

        /** The topic is mostly the very same object ({@link Repeated}), so that this compares no text. */
        private static boolean isOf(PartitionRecords list, KafkaRecord record) {
            return list.partition() == record.partition() && list.topic().equals(record.topic());
        }

        private PartitionRecords find(String mapKey, KafkaRecord record) {
            String source = record.topic() + "-" + record.partition();
            PartitionRecords known = lists.get(source);
            if (known == null) {
                known = new PartitionRecords(mapKey, record.topic(), record.partition(), new ArrayList<>());
                lists.put(source, known);
            }
            return known;
        }

        List<PartitionRecords> toList() {
            List<PartitionRecords> all = new ArrayList<>(lists.values());
            for (PartitionRecords list : all) {
                OffsetOrder.restore(list.records());
            }
            return all;
        }
    }
}
