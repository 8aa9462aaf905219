package plainstream.consumer.json;

/**
 * The value {@code null} (RFC 8259 section 3).
 *
 * @param place where it stands
 */
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
