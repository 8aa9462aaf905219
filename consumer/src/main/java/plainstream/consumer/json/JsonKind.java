package plainstream.consumer.json;

/** What a value is (RFC 8259 section 3). */
public enum JsonKind {
    /** Section 4. */
    OBJECT("an object"),
    /** Section 5. */
    ARRAY("an array"),
    /** Section 7. */
    STRING("a string"),
    /** Section 6. */
    NUMBER("a number"),
    /** Section 3. */
    BOOLEAN("a boolean"),
    /** Section 3. */
    NULL("null");

    private final String words;

    JsonKind(String words) {
        this.words = words;
    }

    /** The message of an error. */
    String butFound(JsonKind found) {
        return "expected " + words + ", found " + found.words;
    }
}
