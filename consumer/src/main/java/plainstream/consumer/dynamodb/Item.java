package plainstream.consumer.dynamodb;

import java.util.LinkedHashMap;
import java.util.Map;
import plainstream.consumer.json.JsonObject;
import plainstream.consumer.json.JsonValue;
import plainstream.consumer.json.JsonWriter;

/** The attributes of an item, of a key, or of an expression's values, in the order in which they were added. */
public final class Item {
    private final Map<String, Attribute> attributes = new LinkedHashMap<>();

    /** An empty item. */
    public Item() {}

    /**
     * Adds an attribute.
     *
     * @param name its name
     * @param value its value
     * @return this
     */
    public Item with(String name, Attribute value) {
        attributes.put(name, value);
        return this;
    }

    /**
     * Adds a string.
     *
     * @param name its name
     * @param text its text
     * @return this
     */
    public Item with(String name, String text) {
        return with(name, new Attribute.S(text));
    }

    /**
     * Adds a number.
     *
     * @param name its name
     * @param value its value
     * @return this
     */
    public Item with(String name, long value) {
        return with(name, new Attribute.N(Long.toString(value)));
    }

    /**
     * All attributes.
     *
     * @return a live view
     */
    public Map<String, Attribute> attributes() {
        return attributes;
    }

    /**
     * The text of a string attribute.
     *
     * @param name its name
     * @return the text, or "" if there is no such string
     */
    public String text(String name) {
        return attributes.get(name) instanceof Attribute.S s ? s.text() : "";
    }

    /**
     * The value of a number attribute.
     *
     * @param name its name
     * @param otherwise what to give if there is no such number
     * @return the number
     */
    public long number(String name, long otherwise) {
        return attributes.get(name) instanceof Attribute.N n ? Long.parseLong(n.text()) : otherwise;
    }

    /**
     * Writes it with types, as DynamoDB wants it.
     *
     * @param out where to
     */
    public void write(JsonWriter out) {
        out.beginObject();
        for (Map.Entry<String, Attribute> attribute : attributes.entrySet()) {
            out.name(attribute.getKey());
            attribute.getValue().write(out);
        }
        out.endObject();
    }

    /**
     * Writes it as plain JSON.
     *
     * @param out where to
     */
    public void writePlain(JsonWriter out) {
        out.beginObject();
        for (Map.Entry<String, Attribute> attribute : attributes.entrySet()) {
            out.name(attribute.getKey());
            attribute.getValue().writePlain(out);
        }
        out.endObject();
    }

    static Item read(JsonObject json) {
        Item item = new Item();
        for (Map.Entry<String, JsonValue> member : json.members().entrySet()) {
            item.with(member.getKey(), Attribute.read(member.getValue().asObject()));
        }
        return item;
    }

    @Override
    public String toString() {
        return attributes.toString();
    }
}
