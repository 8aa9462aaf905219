package plainstream.consumer.json;

import java.util.List;

/** An array (RFC 8259 section 5). */
public record JsonArray(List<JsonValue> elements, Place place) implements JsonValue {
    @Override
    public JsonKind kind() {
        return JsonKind.ARRAY;
    }

    @Override
    public JsonArray asArray() {
        return this;
    }

    @Override
    public void write(JsonWriter out) {
        out.beginArray();
        for (JsonValue element : elements) {
            element.write(out);
        }
        out.endArray();
    }
}
