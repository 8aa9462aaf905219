package plainstream.consumer.dynamodb;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import plainstream.consumer.json.JsonObject;
import plainstream.consumer.json.JsonValue;
import plainstream.consumer.json.JsonWriter;

/**
 * A value of an item, written {@code {"S":"text"}}.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html">AWS: AttributeValue</a>
 */
public sealed interface Attribute {
    /**
     * Writes it as DynamoDB wants it, with its type.
     *
     * @param out where to
     */
    void write(JsonWriter out);

    /**
     * Writes it as plain JSON, without its type.
     *
     * @param out where to
     */
    void writePlain(JsonWriter out);

    /**
     * A string.
     *
     * @param text its text
     */
    record S(String text) implements Attribute {
        @Override
        public void write(JsonWriter out) {
            out.beginObject().name("S").string(text).endObject();
        }

        @Override
        public void writePlain(JsonWriter out) {
            out.string(text);
        }
    }

    /**
     * A number.
     *
     * @param text a JSON number of at most 38 digits
     */
    record N(String text) implements Attribute {
        @Override
        public void write(JsonWriter out) {
            out.beginObject().name("N").string(text).endObject();
        }

        @Override
        public void writePlain(JsonWriter out) {
            out.number(text);
        }
    }

    /**
     * Bytes.
     *
     * @param bytes not copied
     */
    record B(byte[] bytes) implements Attribute {
        @Override
        public void write(JsonWriter out) {
            out.beginObject().name("B").base64(bytes).endObject();
        }

        @Override
        public void writePlain(JsonWriter out) {
            out.base64(bytes);
        }
    }

    /**
     * A boolean.
     *
     * @param value true or false
     */
    record Bool(boolean value) implements Attribute {
        @Override
        public void write(JsonWriter out) {
            out.beginObject().name("BOOL").bool(value).endObject();
        }

        @Override
        public void writePlain(JsonWriter out) {
            out.bool(value);
        }
    }

    /** A null. */
    record Null() implements Attribute {
        @Override
        public void write(JsonWriter out) {
            out.beginObject().name("NULL").bool(true).endObject();
        }

        @Override
        public void writePlain(JsonWriter out) {
            out.nul();
        }
    }

    /**
     * A map.
     *
     * @param item its members
     */
    record M(Item item) implements Attribute {
        @Override
        public void write(JsonWriter out) {
            out.beginObject().name("M");
            item.write(out);
            out.endObject();
        }

        @Override
        public void writePlain(JsonWriter out) {
            item.writePlain(out);
        }
    }

    /**
     * A list.
     *
     * @param elements its elements
     */
    record L(List<Attribute> elements) implements Attribute {
        @Override
        public void write(JsonWriter out) {
            out.beginObject().name("L").beginArray();
            for (Attribute element : elements) {
                element.write(out);
            }
            out.endArray().endObject();
        }

        @Override
        public void writePlain(JsonWriter out) {
            out.beginArray();
            for (Attribute element : elements) {
                element.writePlain(out);
            }
            out.endArray();
        }
    }

    /**
     * Reads a value from an answer.
     *
     * @param typed for instance {@code {"S":"text"}}
     * @return the value
     */
    static Attribute read(JsonObject typed) {
        Map.Entry<String, JsonValue> only =
                typed.members().entrySet().iterator().next();
        JsonValue value = only.getValue();
        return switch (only.getKey()) {
            case "S" -> new S(value.asString());
            case "N" -> new N(value.asString());
            case "B" -> new B(Base64.getDecoder().decode(value.asString()));
            case "BOOL" -> new Bool(value.asBoolean());
            case "NULL" -> new Null();
            case "M" -> new M(Item.read(value.asObject()));
            case "L" -> {
                List<Attribute> elements = new ArrayList<>();
                for (JsonValue element : value.asArray().elements()) {
                    elements.add(read(element.asObject()));
                }
                yield new L(elements);
            }
            default -> throw new IllegalArgumentException("attribute type " + only.getKey() + " is not used here");
        };
    }
}
