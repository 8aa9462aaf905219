package plainstream.esm.filter;

import java.util.List;

/**
 * A mapping's filters: a record goes to the function if any of them takes its value, or if there are none.
 *
 * @param filters 0 to 5
 */
public record FilterCriteria(List<Filter> filters) {
    /** AWS's quota, which it raises to ten on request. */
    public static final int MAX_FILTERS = 5;

    /** Every record goes through. */
    public static final FilterCriteria NONE = new FilterCriteria(List.of());

    public FilterCriteria {
        if (filters.size() > MAX_FILTERS) {
            throw new InvalidFilterException("there are " + filters.size() + " filters, legal: 0 to " + MAX_FILTERS);
        }
        filters = List.copyOf(filters);
    }

    /**
     * Reads patterns.
     *
     * @param patterns each a JSON object with the member {@code value}
     * @throws InvalidFilterException if one is not as AWS takes it; the message says which and why
     */
    public static FilterCriteria of(List<String> patterns) {
        return new FilterCriteria(patterns.stream().map(Filter::of).toList());
    }

    /** Whether the function gets a record with this value; null stands for a tombstone. */
    public boolean admits(byte[] value) {
        return filters.isEmpty() || filters.stream().anyMatch(filter -> filter.admits(value));
    }
}
