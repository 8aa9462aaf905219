package plainstream.consumer.query;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which part of a list is asked for.
 *
 * @param limit how many items at most
 * @param cursor where the last page ended, "" for the first
 */
public record Page(int limit, String cursor) {
    private static final String LIMIT = "limit";
    private static final String CURSOR = "cursor";
    private static final int DEFAULT_LIMIT = 20;
    private static final int MAX_LIMIT = 100;

    /**
     * Reads the query's parameters.
     *
     * @throws Problem for an unknown, repeated, ill-encoded or invalid one
     */
    public static Page of(Map<String, List<String>> parameters) {
        Map<String, String> query = Query.parse(parameters, Set.of(LIMIT, CURSOR));
        int limit = query.containsKey(LIMIT) ? limit(query.get(LIMIT)) : DEFAULT_LIMIT;
        String cursor = query.getOrDefault(CURSOR, "");
        if (query.containsKey(CURSOR) && cursor.isEmpty()) {
            throw Problem.parameter(CURSOR, "leave it out for the first page");
        }
        return new Page(limit, cursor);
    }

    /** Where no parameter is taken. */
    public static void none(Map<String, List<String>> parameters) {
        Query.parse(parameters, Set.of());
    }

    private static int limit(String text) {
        int limit = 0;
        for (int i = 0; i < text.length() && limit >= 0; i++) {
            char c = text.charAt(i);
            limit = c >= '0' && c <= '9' && limit <= MAX_LIMIT ? limit * 10 + c - '0' : -1;
        }
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Problem.parameter(LIMIT, "must be a whole number from 1 to " + MAX_LIMIT);
        }
        return limit;
    }
}
