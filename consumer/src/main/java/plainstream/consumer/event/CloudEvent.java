package plainstream.consumer.event;

import static java.lang.System.Logger.Level.INFO;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import plainstream.consumer.json.Json;
import plainstream.consumer.json.JsonObject;
import plainstream.consumer.time.UtcTime;

/**
 * What a record's headers say of it, in the binary mode of CloudEvents' Kafka binding.
 *
 * <p>A record that says nothing of an event is a plain message. One that says it is an event has to be one: an attribute that is given
 * twice or is not valid is never taken for absent.
 *
 * @param type ce_type, "" for a plain message
 * @param id ce_id, "" if there is none
 * @param acceptedAt ce_time with six fraction digits; the broker's time if there is none
 * @param idempotent whether the id is a client's own key, under which it may send the same again
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">CloudEvents:
 *     Kafka binding</a>
 */
public record CloudEvent(String type, String id, String acceptedAt, boolean idempotent) {
    private static final System.Logger LOG = System.getLogger(CloudEvent.class.getName());
    private static final String CONTENT = "content";
    /** Kafka's binding has the first; clients that write the others mean the same. */
    private static final List<String> CONTENT_TYPES = List.of("content-type", "contenttype", "content_type");

    private static final String STRUCTURED = "application/cloudevents";
    private static final String PREFIX = "ce_";
    /** As in HTTP's binding: whoever copies headers from there means an event. */
    private static final String HTTP_PREFIX = "ce-";
    /** Of CloudEvents before 1.0: {@code cloudEvents:type}, {@code cloudEvents_type}. */
    private static final String OLD_PREFIX = "cloudevents";

    private static final int MAX_LOGGED = 4_096;

    /**
     * Reads the headers.
     *
     * @throws InvalidRecordException if they say that the record is an event, and not which
     */
    public static CloudEvent of(KafkaRecord record) {
        Attributes attributes = new Attributes();
        for (RecordHeader header : record.headers()) {
            attributes.add(header);
        }
        return attributes.event(record.appendedAt());
    }

    /** The attributes found so far; null is "not given", which nothing but this class sees. */
    private static final class Attributes {
        private String specversion;
        private String source;
        private String type;
        private String id;
        private String time;
        private String idempotent;
        private boolean some;

        void add(RecordHeader header) {
            String name = header.name();
            if (begins(name, PREFIX)) {
                some = true;
                attribute(name, header);
            } else if (begins(name, HTTP_PREFIX) || begins(name, OLD_PREFIX)) {
                throw new InvalidRecordException("header " + name + ": an event's attributes begin with " + PREFIX);
            } else if (begins(name, CONTENT) && CONTENT_TYPES.contains(name.toLowerCase(Locale.ROOT))) {
                binary(header);
            }
        }

        private static boolean begins(String name, String prefix) {
            return name.regionMatches(true, 0, prefix, 0, prefix.length());
        }

        private static void binary(RecordHeader header) {
            String value = text(header).stripLeading();
            if (value.regionMatches(true, 0, STRUCTURED, 0, STRUCTURED.length())) {
                throw new InvalidRecordException(
                        "content-type " + value + ": an event whose attributes are not in headers is not understood");
            }
        }

        private void attribute(String name, RecordHeader header) {
            switch (name) {
                case "ce_specversion" -> specversion = only(specversion, header);
                case "ce_source" -> source = only(source, header);
                case "ce_type" -> type = only(type, header);
                case "ce_id" -> id = only(id, header);
                case "ce_time" -> time = only(time, header);
                case "ce_idempotent" -> idempotent = only(idempotent, header);
                default -> lowerCase(name);
            }
        }

        /** No attribute may be empty (CloudEvents, "type system": a string that is required is not empty) or ambiguous. */
        private static String only(String before, RecordHeader header) {
            if (before != null) {
                throw new InvalidRecordException("header " + header.name() + " is given twice");
            }
            if (header.value().length == 0) {
                throw new InvalidRecordException("header " + header.name() + " is empty");
            }
            return text(header);
        }

        /** An extension; Kafka's names are case-sensitive, so that CE_TYPE is none and no type either. */
        private static void lowerCase(String name) {
            for (int i = 0; i < name.length(); i++) {
                if (name.charAt(i) >= 'A' && name.charAt(i) <= 'Z') {
                    throw new InvalidRecordException("header " + name + " must be written in lower case");
                }
            }
        }

        CloudEvent event(String appendedAt) {
            if (!some) {
                return new CloudEvent("", "", appendedAt, false);
            }
            if (type == null) {
                throw new InvalidRecordException("header ce_type is missing");
            }
            if (specversion != null && !specversion.equals("1.0")) {
                throw new InvalidRecordException("header ce_specversion is '" + specversion + "', known is 1.0");
            }
            return new CloudEvent(type, id == null ? "" : id, time == null ? appendedAt : time(), flag());
        }

        private String time() {
            String iso = UtcTime.normalise(time);
            if (iso.isEmpty()) {
                throw new InvalidRecordException("header ce_time is no time of RFC 3339: " + time);
            }
            return iso;
        }

        private boolean flag() {
            if (idempotent != null && !idempotent.equals("true") && !idempotent.equals("false")) {
                throw new InvalidRecordException("header ce_idempotent must be true or false");
            }
            return "true".equals(idempotent);
        }
    }

    /**
     * The event's value.
     *
     * @throws plainstream.consumer.json.JsonException if it is not one JSON object
     */
    public static JsonObject object(KafkaRecord record) {
        return Json.parse(record.value()).asObject();
    }

    /**
     * Logs the value of a record that is no event.
     *
     * @throws InvalidRecordException if it is not UTF-8
     */
    public static void logPlain(KafkaRecord record) {
        String text = utf8(record.value(), "the value");
        LOG.log(INFO, text.substring(0, Math.min(text.length(), MAX_LOGGED)), record.where());
    }

    private static String text(RecordHeader header) {
        return utf8(header.value(), "header " + header.name());
    }

    /**
     * Decodes UTF-8.
     *
     * @throws InvalidRecordException if it is not UTF-8
     */
    private static String utf8(byte[] bytes, String what) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidRecordException(what + " is not UTF-8");
        }
    }
}
