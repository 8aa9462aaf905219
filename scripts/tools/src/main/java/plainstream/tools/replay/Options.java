package plainstream.tools.replay;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@code replay.sh} asks for; its help says what each means.
 *
 * @param folder where the objects are
 * @param functions the function of each topic, empty if none is to be invoked
 * @param payloads where files go instead, empty if none
 * @param bootstrapServers whose topics get the records instead, "" if none
 * @param topics which to read
 */
record Options(
        Path folder,
        Map<String, String> functions,
        String payloads,
        String bootstrapServers,
        double speed,
        Set<String> topics,
        String from,
        String to,
        boolean resume,
        boolean stopAtGaps,
        boolean enrich,
        Path positions) {
    /** After every time. */
    private static final String END = "~";

    /** @throws IllegalArgumentException with what is wrong */
    static Options of(List<String> arguments) {
        Map<String, String> values = new HashMap<>();
        Map<String, String> functions = new HashMap<>();
        Set<String> topics = new HashSet<>();
        Deque<String> left = new ArrayDeque<>(arguments);
        while (!left.isEmpty()) {
            String option = left.pop();
            switch (option) {
                case "--resume", "--stop-at-gaps", "--enrich" -> values.put(option, "");
                case "--topic" -> topics.add(left.pop());
                case "--function" ->
                    functions.put(left.peek().split("=")[0], left.pop().split("=")[1]);
                default -> values.put(option, left.pop());
            }
        }
        return new Options(
                Path.of(values.get("--folder")),
                functions,
                values.getOrDefault("--payloads", ""),
                values.getOrDefault("--into-topics", ""),
                speed(values.getOrDefault("--speed", "1")),
                topics,
                values.getOrDefault("--from", ""),
                values.getOrDefault("--to", END),
                values.containsKey("--resume"),
                values.containsKey("--stop-at-gaps"),
                values.containsKey("--enrich"),
                Path.of(values.get("--positions")));
    }

    private static double speed(String text) {
        double speed = text.equals("max") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
        if (!(speed > 0)) {
            throw new IllegalArgumentException("a speed is a number above 0, or max, not " + text);
        }
        return speed;
    }

    /** An hour such as 2026-11-21T03 stands before every time in it; "to" takes in its own hour. */
    boolean wants(String archivedAt) {
        boolean late = archivedAt.compareTo(to) > 0 && !archivedAt.startsWith(to);
        return archivedAt.compareTo(from) >= 0 && !late;
    }
}
