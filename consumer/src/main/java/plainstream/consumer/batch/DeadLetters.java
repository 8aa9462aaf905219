package plainstream.consumer.batch;

import static java.lang.System.Logger.Level.ERROR;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import plainstream.consumer.dynamodb.Attribute;
import plainstream.consumer.dynamodb.Condition;
import plainstream.consumer.dynamodb.ConditionFailedException;
import plainstream.consumer.dynamodb.DynamoDb;
import plainstream.consumer.dynamodb.Item;
import plainstream.consumer.dynamodb.Write;
import plainstream.consumer.event.KafkaRecord;
import plainstream.consumer.event.RecordHeader;
import plainstream.consumer.function.Tables;
import plainstream.consumer.time.Deadline;
import plainstream.consumer.time.UtcTime;

/** Keeps what can never take effect, whole, with the reason. */
public final class DeadLetters {
    private static final System.Logger LOG = System.getLogger(DeadLetters.class.getName());

    /** An item holds 400 KB in all. What is cut is marked so, by an attribute {@code …Bytes} that tells how long it was. */
    private static final int MAX_VALUE_BYTES = 300_000;

    private static final int MAX_KEY_BYTES = 10_000;
    private static final int MAX_HEADERS = 64;
    private static final int MAX_HEADER_BYTES = 500;
    private static final int MAX_NAME = 125;
    private static final int MAX_REASON = 2_000;

    private final DynamoDb dynamoDb;
    private final String table;
    private final String epoch;
    private final InstantSource clock;

    public DeadLetters(DynamoDb dynamoDb, Tables tables, String epoch, InstantSource clock) {
        this.dynamoDb = dynamoDb;
        this.table = tables.deadLetters();
        this.epoch = epoch;
        this.clock = clock;
    }

    /**
     * Keeps a record. To do so twice changes nothing.
     *
     * @throws plainstream.consumer.dynamodb.DynamoDbException if it could not be kept
     * @throws OffsetsRestartedException if another record is kept under its offset: nothing is overwritten
     */
    void keep(KafkaRecord record, String reason, Deadline deadline) {
        LOG.log(ERROR, "dead letter", record.where().with("reason", reason));
        Write put = new Write.Put(table, item(record, reason), Condition.absent("source"));
        try {
            dynamoDb.write(put, deadline);
        } catch (ConditionFailedException e) {
            // Kept before, and that stays as it is.
            String kept = e.oldItem(0).text("appendedAt");
            if (!kept.equals(record.appendedAt())) {
                throw new OffsetsRestartedException(record, "the dead letter of this offset at " + kept);
            }
        }
    }

    private Item item(KafkaRecord record, String reason) {
        Item item = new Item();
        item.with("source", record.source(epoch)).with("offset", record.offset());
        item.with("topic", record.topic()).with("partition", record.partition());
        item.with("reason", cut(reason, MAX_REASON));
        if (record.hasKey()) {
            bytes(item, "key", record.key(), MAX_KEY_BYTES);
        }
        if (record.hasValue()) {
            bytes(item, "value", record.value(), MAX_VALUE_BYTES);
        }
        headers(item, record.headers());
        item.with("appendedAt", record.appendedAt());
        return item.with("processedAt", record.archived().atOr(UtcTime.iso(clock.instant())));
    }

    /** Whatever the text is, DynamoDB must take it: a lone surrogate becomes a question mark. */
    private static String cut(String text, int max) {
        return new String(text.substring(0, Math.min(text.length(), max)).getBytes(UTF_8), UTF_8);
    }

    private static void bytes(Item item, String name, byte[] bytes, int max) {
        item.with(name, new Attribute.B(bytes.length <= max ? bytes : Arrays.copyOf(bytes, max)));
        if (bytes.length > max) {
            item.with(name + "Truncated", new Attribute.Bool(true)).with(name + "Bytes", bytes.length);
        }
    }

    private static void headers(Item item, List<RecordHeader> headers) {
        List<Attribute> list = new ArrayList<>();
        for (RecordHeader header : headers.subList(0, Math.min(headers.size(), MAX_HEADERS))) {
            Item one = new Item().with("name", cut(header.name(), MAX_NAME));
            bytes(one, "value", header.value(), MAX_HEADER_BYTES);
            list.add(new Attribute.M(one));
        }
        item.with("headers", new Attribute.L(list));
        if (headers.size() > MAX_HEADERS) {
            item.with("headersTruncated", new Attribute.Bool(true)).with("headersCount", headers.size());
        }
    }
}
