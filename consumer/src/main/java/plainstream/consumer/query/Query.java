package plainstream.consumer.query;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A query's parameters, decoded; the same rules and the same words as the API's. */
final class Query {
    private final Set<String> known;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, String> faults = new LinkedHashMap<>();

    private Query(Set<String> known) {
        this.known = known;
    }

    /**
     * Decodes names and values as the load balancer hands them on: as the client wrote them.
     *
     * @throws Problem with every parameter that is unknown, repeated or ill-encoded
     */
    static Map<String, String> parse(Map<String, List<String>> parameters, Set<String> known) {
        Query query = new Query(known);
        for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
            for (String value : parameter.getValue()) {
                query.add(parameter.getKey(), value);
            }
        }
        if (!query.faults.isEmpty()) {
            throw Problem.invalid("The query is not valid.", query.faults);
        }
        return query.values;
    }

    private void add(String rawName, String rawValue) {
        Optional<String> name = PercentDecoder.parameter(rawName);
        Optional<String> value = PercentDecoder.parameter(rawValue);
        if (name.isEmpty() || value.isEmpty()) {
            faults.put(rawName, "not percent-encoded UTF-8");
        } else if (!known.contains(name.get())) {
            faults.put(name.get(), "unknown");
        } else if (values.put(name.get(), value.get()) != null) {
            faults.put(name.get(), "given more than once");
        }
    }
}
