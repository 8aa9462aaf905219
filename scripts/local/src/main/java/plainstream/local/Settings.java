package plainstream.local;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import plainstream.esm.host.Java;
import plainstream.esm.host.Ports;

/**
 * What the environment says.
 *
 * @param ports by variable
 * @param keep whether the data of the last run stays
 */
record Settings(Map<String, Integer> ports, boolean keep) {
    static final String LB_PORT = "LB_PORT";
    static final String API_PORT = "API_PORT";
    static final String KAFKA_PORT = "KAFKA_PORT";
    static final String DYNAMODB_PORT = "DYNAMODB_PORT";

    /** Nobody types it: it stands in a file, and is a free one unless it is set. */
    static final String AWS_PORT = "AWS_PORT";

    static final Map<String, Integer> DEFAULTS =
            Map.of(LB_PORT, 8000, API_PORT, 8080, KAFKA_PORT, 9092, DYNAMODB_PORT, 8001);

    private static final Map<String, Boolean> KEEP = Map.of(
            "", false, "0", false, "false", false, "no", false, "off", false, "1", true, "true", true, "yes", true,
            "on", true);

    /** Reads and checks; all faults are told at once. */
    static Settings of(Map<String, String> environment) {
        var faults = new ArrayList<String>();
        var ports = new LinkedHashMap<String, Integer>();
        for (String name : List.of(LB_PORT, API_PORT, KAFKA_PORT, DYNAMODB_PORT, AWS_PORT)) {
            String text = environment.getOrDefault(name, "");
            if (text.isEmpty()) {
                ports.put(name, DEFAULTS.containsKey(name) ? DEFAULTS.get(name) : Ports.free());
            } else if (text.matches("\\d{1,5}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= 65535) {
                ports.put(name, Integer.parseInt(text));
            } else {
                faults.add(name + " is \"" + text + "\": a port is a number from 1 to 65535");
            }
        }
        ports.forEach((name, port) -> {
            if (!Ports.isFree(port)) {
                faults.add("port " + port + " is in use: stop what uses it, or choose another with " + name + "=…");
            }
        });
        if (ports.values().stream().distinct().count() < ports.size()) {
            faults.add("two parts have the same port: " + ports);
        }
        String keep = environment.getOrDefault("KEEP", "");
        if (!KEEP.containsKey(keep.toLowerCase(Locale.ROOT))) {
            faults.add("KEEP is \"" + keep + "\": 1 or true keeps the data of the last run, 0 or false does not");
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", faults));
        }
        return new Settings(ports, KEEP.get(keep.toLowerCase(Locale.ROOT)));
    }

    int port(String name) {
        return ports.get(name);
    }

    /** What {@code stack.json} can name. */
    Map<String, String> values() {
        var values = new LinkedHashMap<String, String>();
        ports.forEach((name, port) -> values.put(name, String.valueOf(port)));
        values.put("JAVA", Java.program());
        return values;
    }
}
