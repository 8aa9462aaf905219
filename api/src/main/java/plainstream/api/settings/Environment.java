package plainstream.api.settings;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import plainstream.api.json.FlatJson;
import plainstream.api.json.FlatJsonException;
import plainstream.api.json.Json;
import plainstream.api.json.Member;

/** Typed values out of the environment; collects what is wrong instead of stopping at the first fault. An empty value counts as unset. */
final class Environment {
    private final Map<String, String> values;
    private final List<String> faults = new ArrayList<>();

    Environment(Map<String, String> values) {
        this.values = values;
    }

    long number(String name, long standard, long least, long most) {
        String value = text(name, Long.toString(standard));
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Reported below: to the reader a word and a number out of range are the same fault.
        }
        fault(name, value, "a whole number from " + least + " to " + most);
        return standard;
    }

    Duration millis(String name, long standard, long least, long most) {
        return Duration.ofMillis(number(name, standard, least, most));
    }

    String choice(String name, String standard, String... legal) {
        String value = text(name, standard);
        if (List.of(legal).contains(value)) {
            return value;
        }
        fault(name, value, "one of " + String.join(", ", legal));
        return standard;
    }

    String host(String name, String standard) {
        String value = text(name, standard);
        if (!isHost(value)) {
            fault(name, value, "a host name or an IP address");
        }
        return value;
    }

    /** A list of {@code host:port}, or empty. */
    String servers(String name) {
        String value = text(name, "");
        for (String server : value.isEmpty() ? new String[0] : value.split(",", -1)) {
            int colon = server.lastIndexOf(':');
            if (colon < 1 || !isHost(server.substring(0, colon)) || !isPort(server.substring(colon + 1))) {
                fault(name, value, "empty (events are only logged), or host:port separated by commas");
                break;
            }
        }
        return value;
    }

    /** A flat JSON object whose values are strings; {@code {}} if unset. */
    String strings(String name) {
        String value = text(name, "{}");
        if (!value.equals("{}") && !isStrings(value)) {
            fault(name, value, "a flat JSON object of strings");
        }
        return value;
    }

    private static boolean isStrings(String json) {
        try {
            return FlatJson.read(json.getBytes(StandardCharsets.UTF_8)).stream()
                    .allMatch(member -> member.kind() == Member.Kind.STRING);
        } catch (FlatJsonException e) {
            return false;
        }
    }

    void throwFaults() throws SettingsException {
        if (!faults.isEmpty()) {
            throw new SettingsException(faults);
        }
    }

    private String text(String name, String standard) {
        String value = values.get(name);
        return value == null || value.isBlank() ? standard : value.strip();
    }

    /** What is legal by itself, and not beside another. */
    void fault(String name, String legal) {
        fault(name, text(name, ""), legal);
    }

    private void fault(String name, String value, String legal) {
        faults.add(name + "=" + Json.quote(value) + " is not legal: " + legal);
    }

    // Plain loops: a Pattern here would be compiled before the first request is served.
    private static boolean isHost(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 'z' || !(Character.isLetterOrDigit(c) || ".-_:[]%".indexOf(c) >= 0)) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean isPort(String text) {
        try {
            int port = Integer.parseInt(text);
            return port > 0 && port <= 65_535;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
