package plainstream.consumer.query;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which part of a list is asked for.
 *
 * @param limit how many items at most
 * @param cursor where the last page ended, "" for the first
 */
public record Page(int limit, String cursor) {
    private static final int DEFAULT_LIMIT = 20;
    private static final int MAX_LIMIT = 100;

    /**
     * Reads the query's parameters.
     *
     * @throws Problem for an unknown, repeated, ill-encoded or invalid one
     */
    public static Page of(Map<String, List<String>> parameters) {
        int limit = DEFAULT_LIMIT;
        String cursor = "";
        boolean limitSeen = false;
        boolean cursorSeen = false;
        for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
            if (isNothing(parameter)) {
                continue;
            }
            String name = decoded(parameter.getKey(), parameter.getKey());
            String value = decoded(name, only(name, parameter.getValue()));
            if (name.equals("limit") && !limitSeen) {
                limit = limit(value);
                limitSeen = true;
            } else if (name.equals("cursor") && !cursorSeen) {
                cursor = value;
                cursorSeen = true;
            } else {
                throw Problem.parameter(
                        name, name.equals("limit") || name.equals("cursor") ? "given more than once" : "unknown");
            }
        }
        if (cursorSeen && cursor.isEmpty()) {
            throw Problem.parameter("cursor", "leave it out for the first page");
        }
        return new Page(limit, cursor);
    }

    /** Where no parameter is taken. */
    public static void none(Map<String, List<String>> parameters) {
        for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
            if (!isNothing(parameter)) {
                throw Problem.parameter(parameter.getKey(), "unknown");
            }
        }
    }

    /** What stands between two {@code &} that follow one another; the API passes by it too. */
    private static boolean isNothing(Map.Entry<String, List<String>> parameter) {
        return parameter.getKey().isEmpty()
                && String.join("", parameter.getValue()).isEmpty();
    }

    private static String decoded(String name, String text) {
        Optional<String> decoded = PercentDecoder.parameter(text);
        if (decoded.isEmpty()) {
            throw Problem.parameter(name, "not percent-encoded UTF-8");
        }
        return decoded.get();
    }

    private static String only(String name, List<String> values) {
        if (values.size() != 1) {
            throw Problem.parameter(name, "must be given once");
        }
        return values.get(0);
    }

    private static int limit(String text) {
        int limit = 0;
        for (int i = 0; i < text.length() && limit >= 0; i++) {
            char c = text.charAt(i);
            limit = c >= '0' && c <= '9' && limit <= MAX_LIMIT ? limit * 10 + c - '0' : -1;
        }
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Problem.parameter("limit", "must be a whole number from 1 to " + MAX_LIMIT);
        }
        return limit;
    }
}
