package plainstream.faults;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import plainstream.faults.DatabaseProxy.Fault;

/**
 * DynamoDB's limit of a partition key: 1,000 write units a second. It grants each key the units of one second and no more, so that what passes
 * is what a second can hold, however slow the machine is.
 */
final class KeyUnits implements DatabaseProxy.Plan {
    static final int A_SECOND = 1_000;
    private static final Pattern DAY = Pattern.compile("\"day\":\\{\"S\":\"([^\"]+)\"}");

    private final Map<String, Integer> used = new HashMap<>();

    /** A timestamp is below 1 KB: one unit. A call that exceeds the units of any of its keys is throttled as a whole. */
    @Override
    public synchronized Fault fault(String operation, String body) {
        if (!operation.equals("BatchWriteItem")) {
            return Fault.NONE;
        }
        var wanted = new HashMap<String, Integer>();
        DAY.matcher(body).results().forEach(day -> wanted.merge(day.group(1), 1, Integer::sum));
        for (var key : wanted.entrySet()) {
            if (used.getOrDefault(key.getKey(), 0) + key.getValue() > A_SECOND) {
                return Fault.THROTTLED;
            }
        }
        wanted.forEach((key, units) -> used.merge(key, units, Integer::sum));
        return Fault.NONE;
    }

    synchronized int keys() {
        return used.size();
    }
}
