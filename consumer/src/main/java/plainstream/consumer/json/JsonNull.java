package plainstream.consumer.json;

/** The value {@code null} (RFC 8259 section 3). */
public record JsonNull(Place place) implements JsonValue {
    @Override
    public JsonKind kind() {
        return JsonKind.NULL;
    }

    @Override
    public void write(JsonWriter out) {
        out.nul();
    }
}
