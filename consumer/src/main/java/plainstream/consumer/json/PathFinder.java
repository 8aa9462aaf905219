package plainstream.consumer.json;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the path to an offset by reading the text before it once more.
 *
 * <p>All of that text has been accepted already, so that this needs no checks; it only keeps count of names and indexes.
 */
final class PathFinder {
    /** Enough to find a fault by; a longer name or path is cut. */
    private static final int MAX_NAME_BYTES = 64;

    private static final int MAX_STEPS = 16;

    /** One open object (name) or array (index). */
    private static final class Level {
        final boolean array;
        int index;
        String name;

        Level(boolean array) {
            this.array = array;
        }
    }

    private final byte[] source;
    private final int offset;
    private final List<Level> levels = new ArrayList<>();

    PathFinder(byte[] source, int offset) {
        this.source = source;
        this.offset = Math.min(offset, source.length);
    }

    String path() {
        int at = 0;
        while (at < offset) {
            at = step(at);
        }
        return print();
    }

    private int step(int at) {
        switch (source[at]) {
            case '{' -> levels.add(new Level(false));
            case '[' -> levels.add(new Level(true));
            case '}', ']' -> levels.remove(levels.size() - 1);
            case ',' -> next();
            case '"' -> {
                return string(at);
            }
            default -> {}
        }
        return at + 1;
    }

    private void next() {
        Level top = levels.get(levels.size() - 1);
        top.index++;
        top.name = null;
    }

    private int string(int start) {
        int end = start + 1;
        while (end < offset && source[end] != '"') {
            end += source[end] == '\\' ? 2 : 1;
        }
        Level top = levels.isEmpty() ? null : levels.get(levels.size() - 1);
        if (end < offset && top != null && !top.array && top.name == null) {
            top.name = Place.text(source, start + 1, Math.min(end, start + 1 + MAX_NAME_BYTES));
        }
        return end + 1;
    }

    private String print() {
        StringBuilder path = new StringBuilder("$");
        for (int i = 0; i < levels.size() && i < MAX_STEPS; i++) {
            print(levels.get(i), path);
        }
        return levels.size() > MAX_STEPS ? path.append("…").toString() : path.toString();
    }

    private static void print(Level level, StringBuilder path) {
        if (level.array) {
            path.append('[').append(level.index).append(']');
        } else if (level.name != null && isPlain(level.name)) {
            path.append('.').append(level.name);
        } else if (level.name != null) {
            path.append("[\"").append(level.name).append("\"]");
        }
    }

    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (!Character.isLetterOrDigit(name.charAt(i)) && name.charAt(i) != '_') {
                return false;
            }
        }
        return !name.isEmpty();
    }
}
