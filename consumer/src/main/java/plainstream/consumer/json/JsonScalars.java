package plainstream.consumer.json;

/** The half of the reader that reads single values. It knows where it stands in the text, and nothing of what is around. */
abstract sealed class JsonScalars permits JsonReader {
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    /** The text. */
    final byte[] in;

    /** The offset of what comes next. */
    int at;

    /** What the last string had. */
    final Escapes escapes = new Escapes();

    /** Where bytes are decoded. */
    final Bytes bytes = new Bytes();

    JsonScalars(byte[] utf8) {
        in = utf8;
    }

    /**
     * Section 3: looks at the next value without reading it.
     *
     * @return what it is, by its first character
     */
    public final JsonKind peek() {
        at = Lexer.space(in, at);
        return switch (Lexer.byteAt(in, at)) {
            case '{' -> JsonKind.OBJECT;
            case '[' -> JsonKind.ARRAY;
            case '"' -> JsonKind.STRING;
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> JsonKind.NUMBER;
            case 't', 'f' -> JsonKind.BOOLEAN;
            case 'n' -> JsonKind.NULL;
            case Lexer.END -> throw syntax("the text ends where a value is expected");
            default -> throw syntax("not a JSON value");
        };
    }

    /**
     * Section 7: reads a string.
     *
     * @return its text; an escaped lone surrogate stays one
     */
    public final String string() {
        expect('"', JsonKind.STRING);
        int start = at + 1;
        int end = Lexer.string(in, start, escapes);
        at = end + 1;
        return Strings.decode(in, start, end, escapes.some);
    }

    /**
     * Section 7: reads a string that mostly repeats an earlier one.
     *
     * @param previous remembers it; the same object is given again as long as the text is the same
     * @return its text
     */
    public final String string(Repeated previous) {
        expect('"', JsonKind.STRING);
        int end = previous.match(in, at + 1);
        if (end < 0) {
            int start = at + 1;
            previous.remember(string(), in, start, at - 1);
        } else {
            at = end + 1;
        }
        return previous.text();
    }

    /**
     * Section 6: reads a number.
     *
     * @return its text as written
     */
    public final String number() {
        expect(JsonKind.NUMBER);
        int start = at;
        at = Lexer.number(in, at);
        return Place.text(in, start, at);
    }

    /**
     * Section 6: reads a whole number.
     *
     * @return its value; 1e3 and 10.0 are whole, 1.5 and 2^63 are a {@link JsonShapeException}
     */
    public final long longValue() {
        at = Lexer.space(in, at);
        int end = Numbers.digits(in, at);
        if (end > at) {
            long value = Numbers.positive(in, at, end);
            at = end;
            return value;
        }
        expect(JsonKind.NUMBER);
        int start = at;
        at = Lexer.number(in, at);
        return Numbers.toLong(in, start, at);
    }

    /** Section 3: reads a boolean. */
    public final boolean booleanValue() {
        expect(JsonKind.BOOLEAN);
        boolean value = in[at] == 't';
        at = Lexer.literal(in, at, value ? TRUE : FALSE);
        return value;
    }

    /**
     * Section 3: reads a null if there is one.
     *
     * @return false if the next value is something else, which is still to be read
     */
    public final boolean nullValue() {
        at = Lexer.space(in, at);
        if (Lexer.byteAt(in, at) != 'n') {
            return false;
        }
        at = Lexer.literal(in, at, NULL);
        return true;
    }

    /**
     * Reads a string of base64 (RFC 4648 section 4), straight from the text.
     *
     * @return the bytes
     */
    public final byte[] base64() {
        expect('"', JsonKind.STRING);
        int start = at;
        int end = bytes.base64(in, at + 1);
        if (end < 0) {
            return Bytes.base64(string(), new Place(in, start));
        }
        at = end + 1;
        return bytes.copy();
    }

    /** Section 2: nothing but white space may follow the one value of a text. */
    public final void end() {
        at = Lexer.space(in, at);
        if (at < in.length) {
            throw syntax("text after the end of the JSON value");
        }
    }

    /** Where the reader stands. */
    public final Place place() {
        return new Place(in, at);
    }

    /** Mostly the value is what is expected, and stands right here. */
    final void expect(char first, JsonKind wanted) {
        if (Lexer.byteAt(in, at) != first) {
            expect(wanted);
        }
    }

    final void expect(JsonKind wanted) {
        JsonKind found = peek();
        if (found != wanted) {
            throw new JsonShapeException(wanted.butFound(found), place());
        }
    }

    final JsonSyntaxException syntax(String problem) {
        return new JsonSyntaxException(problem, in, at);
    }
}
