package plainstream.consumer.json;

/** One of the six kinds of values of RFC 8259 section 3. Asking for another kind than it is throws, and says where it stands. */
public sealed interface JsonValue permits JsonObject, JsonArray, JsonString, JsonNumber, JsonBoolean, JsonNull {
    /**
     * Where it stands in its text.
     *
     * @return the place
     */
    Place place();

    /**
     * What it is.
     *
     * @return the kind
     */
    JsonKind kind();

    /**
     * Writes it; numbers as they were written.
     *
     * @param out where to
     */
    void write(JsonWriter out);

    /**
     * The value as an object.
     *
     * @return itself
     * @throws JsonShapeException if it is none
     */
    default JsonObject asObject() {
        throw expected(JsonKind.OBJECT);
    }

    /**
     * The value as an array.
     *
     * @return itself
     * @throws JsonShapeException if it is none
     */
    default JsonArray asArray() {
        throw expected(JsonKind.ARRAY);
    }

    /**
     * The text of a string.
     *
     * @return the text
     * @throws JsonShapeException if it is none
     */
    default String asString() {
        throw expected(JsonKind.STRING);
    }

    /**
     * The value as a number.
     *
     * @return itself
     * @throws JsonShapeException if it is none
     */
    default JsonNumber asNumber() {
        throw expected(JsonKind.NUMBER);
    }

    /**
     * The value of a boolean.
     *
     * @return the value
     * @throws JsonShapeException if it is none
     */
    default boolean asBoolean() {
        throw expected(JsonKind.BOOLEAN);
    }

    private JsonShapeException expected(JsonKind wanted) {
        return new JsonShapeException(wanted.butFound(kind()), place());
    }
}
