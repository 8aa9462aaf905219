package plainstream.consumer.store;

import static java.lang.System.Logger.Level.INFO;

import java.time.Instant;
import plainstream.consumer.dynamodb.Item;
import plainstream.consumer.event.CloudEvent;
import plainstream.consumer.event.InvalidRecordException;
import plainstream.consumer.event.KafkaRecord;
import plainstream.consumer.event.LatestTime;
import plainstream.consumer.event.Names;
import plainstream.consumer.event.OrderRules;
import plainstream.consumer.function.TimestampShards;
import plainstream.consumer.json.JsonException;
import plainstream.consumer.json.JsonObject;
import plainstream.consumer.time.UtcTime;

/** Finds out what a record of the topics {@code events} and {@code orders-enriched} asks for. */
public final class Classifier {
    private static final System.Logger LOG = System.getLogger(Classifier.class.getName());
    private static final int MAX_TEXT = 256;
    private static final int DAY_LENGTH = 10;

    private final String processedAt;
    private final LatestTime latest;
    private final TimestampShards shards;
    private String oldest = "";

    /** For a batch that begins now. */
    public Classifier(Instant now, TimestampShards shards) {
        this.processedAt = UtcTime.iso(now);
        this.latest = LatestTime.at(now);
        this.shards = shards;
    }

    /** When the first of the records so far was accepted, "" if none was classified. */
    public String oldestAcceptedAt() {
        return oldest;
    }

    public Effect classify(KafkaRecord record) {
        if (!record.hasValue()) {
            LOG.log(INFO, "tombstone", record.where());
            return new Effect.Ignored("tombstone");
        }
        try {
            return effect(record, CloudEvent.of(record));
        } catch (JsonException | InvalidRecordException e) {
            return new Effect.Invalid(e.getMessage());
        }
    }

    private Effect effect(KafkaRecord record, CloudEvent event) {
        latest.check("the event's time", event.acceptedAt());
        // What is given back from the archive is old, and no sign that the functions lag.
        boolean older = oldest.isEmpty() || event.acceptedAt().compareTo(oldest) < 0;
        oldest = older && !record.archived().is() ? event.acceptedAt() : oldest;
        return switch (event.type()) {
            case "" -> plain(record);
            case "plainstream.greeting.v1" -> greeting(record);
            case "plainstream.timestamp.v1" -> timestamp(record, event);
            case "plainstream.like.v1" -> like(record, event);
            case "plainstream.order-enriched.v1" -> order(record, event);
            default -> throw new InvalidRecordException("unknown ce_type '" + event.type() + "'");
        };
    }

    private static Effect plain(KafkaRecord record) {
        CloudEvent.logPlain(record);
        return new Effect.Logged();
    }

    private static Effect greeting(KafkaRecord record) {
        JsonObject greeting = CloudEvent.object(record);
        greeting.member("timestamp").asNumber().asLong();
        LOG.log(INFO, greeting.member("message").asString(), record.where());
        return new Effect.Logged();
    }

    private Effect timestamp(KafkaRecord record, CloudEvent event) {
        JsonObject value = CloudEvent.object(record);
        String id = value.member("id").asString();
        String timestamp = value.member("timestamp").asString();
        if (!Names.isId(id)) {
            throw new InvalidRecordException("'id' must be 1 to 64 of [A-Za-z0-9_-]");
        }
        if (!UtcTime.isIso(timestamp)) {
            throw new InvalidRecordException("'timestamp' must be a UTC time with six fraction digits");
        }
        latest.check("'timestamp'", timestamp);
        String day = shards.key(timestamp.substring(0, DAY_LENGTH), id);
        Item item = new Item().with("day", day).with("at", timestamp + "#" + id);
        item.with("id", id).with("timestamp", timestamp);
        item.with("clientIp", text(value, "clientIp")).with("protocol", text(value, "protocol"));
        return new Effect.Timestamp(Journey.of(event, record, processedAt).addTo(item), key(event));
    }

    private Effect like(KafkaRecord record, CloudEvent event) {
        String movieId = CloudEvent.object(record).member("movieId").asString();
        if (!Names.isMovieId(movieId)) {
            throw new InvalidRecordException("'movieId' must match ^[A-Za-z0-9][-_.A-Za-z0-9]{0,63}$");
        }
        String key = key(event);
        String use = key.isEmpty() ? "" : "likes#" + movieId + "#" + key;
        return new Effect.Like(movieId, use, Journey.of(event, record, processedAt));
    }

    private Effect order(KafkaRecord record, CloudEvent event) {
        JsonObject order = CloudEvent.object(record);
        Item item = Journey.of(event, record, processedAt).addTo(OrderRules.item(order));
        return new Effect.Newest("orders", OrderRules.ORDER_NO, item);
    }

    private static String key(CloudEvent event) {
        if (!event.idempotent()) {
            return "";
        }
        if (!Names.isId(event.id())) {
            throw new InvalidRecordException("header ce_id must be 1 to 64 of [A-Za-z0-9_-]");
        }
        return event.id();
    }

    private static String text(JsonObject value, String name) {
        String text = value.member(name).asString();
        if (text.isEmpty() || text.length() > MAX_TEXT || !Names.isUnicode(text)) {
            throw new InvalidRecordException("'" + name + "' must be a text of 1 to " + MAX_TEXT + " characters");
        }
        return text;
    }
}
