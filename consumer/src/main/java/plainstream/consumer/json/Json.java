package plainstream.consumer.json;

/** Reads whole JSON texts. */
public final class Json {
    private Json() {}

    /**
     * Reads one JSON text (RFC 8259), in time linear in its length.
     *
     * @param utf8 the text; a byte order mark is refused
     * @return its value, which may keep the array for its error messages
     * @throws JsonSyntaxException if it is malformed, not UTF-8, or nested deeper than {@link JsonReader#MAX_DEPTH}
     * @throws JsonShapeException if an object has two members of one name: the grammar allows that, section 4 warns of it
     */
    public static JsonValue parse(byte[] utf8) {
        JsonReader reader = new JsonReader(utf8);
        JsonValue value = new JsonTree(reader).value();
        reader.end();
        return value;
    }

    /**
     * Checks that a text is JSON and builds nothing, so that names given twice go unnoticed.
     *
     * @param utf8 the text
     * @throws JsonSyntaxException as {@link #parse} does
     */
    public static void check(byte[] utf8) {
        JsonReader reader = new JsonReader(utf8);
        reader.skip();
        reader.end();
    }
}
