package plainstream.consumer.json;

/** A boolean (RFC 8259 section 3). */
public record JsonBoolean(boolean value, Place place) implements JsonValue {
    @Override
    public JsonKind kind() {
        return JsonKind.BOOLEAN;
    }

    @Override
    public boolean asBoolean() {
        return value;
    }

    @Override
    public void write(JsonWriter out) {
        out.bool(value);
    }
}
