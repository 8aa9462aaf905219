package plainstream.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Set;
import java.util.stream.Collectors;

/** A line of JSON as people read it: the time of day, what happened, and with what. Other lines stay as they are. */
final class ForPeople {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TIME_OF_DAY = 11;
    private static final int SECONDS_END = 19;
    private static final int MAX_LENGTH = 160;

    /** What is said first, or of use to machines only; the log file has it. */
    private static final Set<String> ELSEWHERE =
            Set.of("time", "level", "logger", "message", "requestId", "cause", "trace");

    private ForPeople() {}

    static String of(String line) {
        if (!line.startsWith("{")) {
            return line;
        }
        try {
            var node = JSON.readTree(line);
            return node.hasNonNull("time") && node.hasNonNull("message") ? readable(node) : line;
        } catch (JsonProcessingException e) {
            return line;
        }
    }

    private static String readable(JsonNode node) {
        var time = node.get("time").asText();
        var level = node.path("level").asText("INFO");
        var details = node.properties().stream()
                .filter(member -> !ELSEWHERE.contains(member.getKey()))
                .map(member -> member.getKey() + " "
                        + member.getValue().asText(member.getValue().toString()))
                .collect(Collectors.joining(", "));
        var text = (time.length() < SECONDS_END ? time : time.substring(TIME_OF_DAY, SECONDS_END))
                + "  "
                + (level.equals("INFO") ? "" : level + " ")
                + node.get("message").asText()
                + (details.isEmpty() ? "" : "  (" + details + ")");
        // A line break within would be a second line.
        var one = text.replaceAll("\\p{Cntrl}", " ");
        return one.length() <= MAX_LENGTH ? one : one.substring(0, MAX_LENGTH) + "…";
    }
}
