package plainstream.consumer.json;

/**
 * A string (RFC 8259 section 7).
 *
 * @param text the characters, escapes resolved
 */
public record JsonString(String text, Place place) implements JsonValue {
    @Override
    public JsonKind kind() {
        return JsonKind.STRING;
    }

    @Override
    public String asString() {
        return text;
    }

    @Override
    public void write(JsonWriter out) {
        out.string(text);
    }
}
