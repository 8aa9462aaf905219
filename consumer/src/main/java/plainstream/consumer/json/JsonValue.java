package plainstream.consumer.json;

/** One of the six kinds of values of RFC 8259 section 3. Asking for another kind than it is throws, and says where it stands. */
public sealed interface JsonValue permits JsonObject, JsonArray, JsonString, JsonNumber, JsonBoolean, JsonNull {
    /** Where it stands in its text. */
    Place place();

    /** What it is. */
    JsonKind kind();

    /** Writes it; numbers as they were written. */
    void write(JsonWriter out);

    /**
     * The value as an object.
     *
     * @throws JsonShapeException if it is none
     */
    default JsonObject asObject() {
        throw expected(JsonKind.OBJECT);
    }

    /**
     * The value as an array.
     *
     * @throws JsonShapeException if it is none
     */
    default JsonArray asArray() {
        throw expected(JsonKind.ARRAY);
    }

    /**
     * The text of a string.
     *
     * @throws JsonShapeException if it is none
     */
    default String asString() {
        throw expected(JsonKind.STRING);
    }

    /**
     * The value as a number.
     *
     * @throws JsonShapeException if it is none
     */
    default JsonNumber asNumber() {
        throw expected(JsonKind.NUMBER);
    }

    /**
     * The value of a boolean.
     *
     * @throws JsonShapeException if it is none
     */
    default boolean asBoolean() {
        throw expected(JsonKind.BOOLEAN);
    }

    private JsonShapeException expected(JsonKind wanted) {
        return new JsonShapeException(wanted.butFound(kind()), place());
    }
}
