package plainstream.api.http;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Parses a query string ({@code application/x-www-form-urlencoded}) into the parameters that a route knows. */
final class Query {
    private Query() {}

    /**
     * Name to value, both decoded.
     *
     * @throws Problem with every parameter that is unknown, repeated or ill-encoded
     */
    static Map<String, String> parse(String raw, Set<String> known) throws Problem {
        if (raw.isEmpty()) {
            return Map.of();
        }
        Map<String, String> values = new HashMap<>();
        List<Problem.Fault> faults = new ArrayList<>();
        // What stands between two & is a parameter without a name, which nobody knows; the queries function has it so
        // too.
        for (String pair : raw.split("&", -1)) {
            add(pair, known, values, faults);
        }
        if (!faults.isEmpty()) {
            throw Problem.invalid("The query is not valid.", faults);
        }
        return values;
    }

    private static void add(String pair, Set<String> known, Map<String, String> values, List<Problem.Fault> faults) {
        int equals = pair.indexOf('=');
        String rawName = equals < 0 ? pair : pair.substring(0, equals);
        try {
            String name = decode(rawName);
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            if (!known.contains(name)) {
                faults.add(Problem.Fault.parameter(name, "unknown"));
            } else if (values.put(name, value) != null) {
                faults.add(Problem.Fault.parameter(name, "given more than once"));
            }
        } catch (CharacterCodingException e) {
            faults.add(Problem.Fault.parameter(rawName, "not percent-encoded UTF-8"));
        }
    }

    private static String decode(String text) throws CharacterCodingException {
        if (text.indexOf('%') < 0) {
            return text.replace('+', ' ');
        }
        ByteBuffer bytes = ByteBuffer.allocate(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                bytes.put(octet(text, i));
                i += 2;
            } else {
                bytes.put((byte) (c == '+' ? ' ' : c));
            }
        }
        CharBuffer chars = StandardCharsets.UTF_8.newDecoder().decode(bytes.flip());
        return chars.toString();
    }

    private static byte octet(String text, int percent) throws CharacterCodingException {
        if (percent + 2 < text.length()) {
            int high = Character.digit(text.charAt(percent + 1), 16);
            int low = Character.digit(text.charAt(percent + 2), 16);
            if (high >= 0 && low >= 0) {
                return (byte) (high << 4 | low);
            }
        }
        throw new CharacterCodingException();
    }
}
