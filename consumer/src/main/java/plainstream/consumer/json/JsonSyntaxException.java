package plainstream.consumer.json;

/** The text is not JSON as RFC 8259 defines it, or is nested deeper than {@link JsonReader#MAX_DEPTH}. */
public final class JsonSyntaxException extends JsonException {
    private static final long serialVersionUID = 1;

    JsonSyntaxException(String problem, byte[] source, int offset) {
        super(problem, new Place(source, offset));
    }
}
