package plainstream.consumer.json;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Where a value stands in its text. Line, column and path are worked out only when somebody asks, so that good documents
 * pay nothing for them.
 */
public final class Place {
    private final byte[] source;
    private final int offset;

    Place(byte[] source, int offset) {
        this.source = source;
        this.offset = offset;
    }

    /**
     * The line.
     *
     * @return counted from 1; a line ends with LF
     */
    public int line() {
        int line = 1;
        for (int i = 0; i < offset; i++) {
            if (source[i] == '\n') {
                line++;
            }
        }
        return line;
    }

    /**
     * The column.
     *
     * @return counted from 1, in characters (code points), not bytes
     */
    public int column() {
        int column = 1;
        for (int i = offset - 1; i >= 0 && source[i] != '\n'; i--) {
            if ((source[i] & 0xC0) != 0x80) {
                column++;
            }
        }
        return column;
    }

    /**
     * The way from the root.
     *
     * @return for instance {@code $.records["events-0"][3].offset}
     */
    public String path() {
        return new PathFinder(source, offset).path();
    }

    /** Two values are the same wherever they stand: a place never tells them apart. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Place;
    }

    @Override
    public int hashCode() {
        return 0;
    }

    @Override
    public String toString() {
        return "line " + line() + ", column " + column() + ", " + path();
    }

    static String text(byte[] source, int from, int to) {
        return new String(source, from, to - from, UTF_8);
    }
}
