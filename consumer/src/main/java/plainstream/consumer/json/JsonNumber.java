package plainstream.consumer.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** A number (RFC 8259 section 6), kept as it is written. */
public record JsonNumber(String text, Place place) implements JsonValue {
    /**
     * The number as a long.
     *
     * @return its exact value
     * @throws JsonShapeException if it is not whole or does not fit
     */
    public long asLong() {
        byte[] digits = text.getBytes(US_ASCII);
        try {
            return Numbers.toLong(digits, 0, digits.length);
        } catch (JsonShapeException e) {
            throw new JsonShapeException(e.problem(), place);
        }
    }

    @Override
    public JsonKind kind() {
        return JsonKind.NUMBER;
    }

    @Override
    public JsonNumber asNumber() {
        return this;
    }

    @Override
    public void write(JsonWriter out) {
        out.number(text);
    }
}
