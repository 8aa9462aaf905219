package plainstream.consumer.json;

/**
 * Reads JSON by pulling: the caller asks for what it expects, and nothing is built for what it skips.
 *
 * <pre>
 *   for (boolean more = reader.beginObject(); more; more = reader.nextMember()) {
 *       if (reader.nameIs(OFFSET)) offset = reader.longValue(); else reader.skip();
 *   }
 *   reader.end();
 * </pre>
 *
 * <p>Every byte is checked, skipped or not. Names given twice are not noticed here (that takes memory): {@link Json#parse}
 * refuses them. A byte order mark is refused, as RFC 8259 section 8.1 forbids to send one.
 */
public final class JsonReader extends JsonScalars {
    /** How deep arrays and objects may nest, so that no text can overflow the stack of its reader. */
    public static final int MAX_DEPTH = 256;

    /** No name of the table. */
    public static final int UNKNOWN = -1;

    /** No member any more. */
    public static final int NONE = -2;

    private int depth;
    private int nameStart;
    private int nameEnd;
    private boolean nameEscaped;

    /**
     * Reads this text.
     *
     * @param utf8 one JSON text; not copied, so it must not change meanwhile
     */
    public JsonReader(byte[] utf8) {
        super(utf8);
    }

    /**
     * Section 4: enters an object.
     *
     * @return false if it is empty (and left again), true at its first member's value
     */
    public boolean beginObject() {
        expect('{', JsonKind.OBJECT);
        enter();
        at = Lexer.space(in, at + 1);
        if (Lexer.byteAt(in, at) == '}') {
            return leave();
        }
        member();
        return true;
    }

    /**
     * Section 4: goes to the next member of the object, whose last value has been read or skipped.
     *
     * @return false if there is none and the object is left, true at the member's value
     */
    public boolean nextMember() {
        at = Lexer.space(in, at);
        int c = Lexer.byteAt(in, at);
        if (c == ',') {
            at = Lexer.space(in, at + 1);
            member();
            return true;
        }
        if (c == '}') {
            return leave();
        }
        throw syntax("',' or '}' is missing");
    }

    private void member() {
        if (Lexer.byteAt(in, at) != '"') {
            throw syntax("a member's name is missing");
        }
        nameStart = at + 1;
        nameEnd = Lexer.string(in, nameStart, escapes);
        nameEscaped = escapes.some;
        at = Lexer.space(in, nameEnd + 1);
        if (Lexer.byteAt(in, at) != ':') {
            throw syntax("':' is missing");
        }
        at++;
    }

    /**
     * Section 5: enters an array.
     *
     * @return false if it is empty (and left again), true at its first element
     */
    public boolean beginArray() {
        expect('[', JsonKind.ARRAY);
        enter();
        at = Lexer.space(in, at + 1);
        return Lexer.byteAt(in, at) != ']' || leave();
    }

    /**
     * Section 5: goes to the next element of the array, whose last element has been read or skipped.
     *
     * @return false if there is none and the array is left
     */
    public boolean nextElement() {
        at = Lexer.space(in, at);
        int c = Lexer.byteAt(in, at);
        if (c == ',') {
            at++;
            return true;
        }
        if (c == ']') {
            return leave();
        }
        throw syntax("',' or ']' is missing");
    }

    /**
     * The name of the member whose value comes next.
     *
     * @return the text, escapes resolved
     */
    public String name() {
        return Strings.decode(in, nameStart, nameEnd, nameEscaped);
    }

    /**
     * The name of the member whose value comes next, where it mostly repeats an earlier one.
     *
     * @param previous remembers it, as in {@link #string(Repeated)}
     * @return the text, escapes resolved
     */
    public String name(Repeated previous) {
        if (previous.match(in, nameStart) != nameEnd) {
            previous.remember(name(), in, nameStart, nameEnd);
        }
        return previous.text();
    }

    /**
     * Compares the member's name without making a string of it.
     *
     * @param ascii the name to compare with
     * @return true if it is that name
     */
    public boolean nameIs(byte[] ascii) {
        if (nameEscaped) {
            return name().equals(Place.text(ascii, 0, ascii.length));
        }
        if (nameEnd - nameStart != ascii.length) {
            return false;
        }
        for (int i = 0; i < ascii.length; i++) {
            if (in[nameStart + i] != ascii[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * As {@link #beginObject()}, for an object whose members have names of a table.
     *
     * @param names the names
     * @return the first member's index in the table, {@link #UNKNOWN} if it is not there, {@link #NONE} if there is no member
     */
    public int beginObject(byte[][] names) {
        return beginObject() ? find(names, 0) : NONE;
    }

    /**
     * As {@link #nextMember()}, for an object whose members have names of a table and mostly come in its order.
     *
     * @param names the names
     * @param previous the index of the member before, or {@link #UNKNOWN}
     * @return the member's index in the table, {@link #UNKNOWN} if it is not there, {@link #NONE} if there is no further member
     */
    public int nextMember(byte[][] names, int previous) {
        int likely = previous + 1 < names.length ? previous + 1 : 0;
        if (isNext(names[likely])) {
            return likely;
        }
        return nextMember() ? find(names, likely) : NONE;
    }

    /** Goes to the value of {@code ,"name":} if exactly that comes next: one comparison instead of four steps. */
    boolean isNext(byte[] name) {
        byte[] text = in;
        int start = at + 2;
        int end = start + name.length;
        if (end + 1 >= text.length
                || text[at] != ','
                || text[at + 1] != '"'
                || text[end] != '"'
                || text[end + 1] != ':') {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            if (text[start + i] != name[i]) {
                return false;
            }
        }
        nameStart = start;
        nameEnd = end;
        nameEscaped = false;
        at = end + 2;
        return true;
    }

    private int find(byte[][] names, int first) {
        for (int i = 0; i < names.length; i++) {
            int candidate = first + i < names.length ? first + i : first + i - names.length;
            if (nameIs(names[candidate])) {
                return candidate;
            }
        }
        return UNKNOWN;
    }

    /**
     * Reads an array of bytes written as numbers.
     *
     * @return the bytes; −128…255 are taken, since some write them signed and some not
     */
    public byte[] byteArray() {
        expect('[', JsonKind.ARRAY);
        int end = bytes.numbers(in, at + 1);
        if (end >= 0) {
            at = end + 1;
            return bytes.copy();
        }
        bytes.clear();
        for (boolean more = beginArray(); more; more = nextElement()) {
            bytes.add(longValue(), place());
        }
        return bytes.copy();
    }

    /** Reads the next value, checks it, and builds nothing. */
    public void skip() {
        switch (peek()) {
            case OBJECT -> {
                for (boolean more = beginObject(); more; more = nextMember()) {
                    skip();
                }
            }
            case ARRAY -> {
                for (boolean more = beginArray(); more; more = nextElement()) {
                    skip();
                }
            }
            case STRING -> at = Lexer.string(in, at + 1, escapes) + 1;
            case NUMBER -> at = Lexer.number(in, at);
            case BOOLEAN -> booleanValue();
            case NULL -> nullValue();
        }
    }

    private void enter() {
        if (++depth > MAX_DEPTH) {
            throw syntax("nested deeper than " + MAX_DEPTH + " levels");
        }
    }

    private boolean leave() {
        depth--;
        at++;
        return false;
    }
}
