package plainstream.esm.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import plainstream.esm.FunctionError;
import plainstream.esm.Invoker;

/** What became of a case. */
public sealed interface Verdict {
    /** Every answer was one that the mapping understands. */
    record Survived(String answer) implements Verdict {}

    /** The function failed, or its answer makes the whole batch come again. */
    record Failed(String reason) implements Verdict {}

    int MAX_REASON = 200;
    ObjectMapper MAPPER = new ObjectMapper();

    /** Gives the function the case's events. */
    static Verdict of(Invoker function, Case hard) {
        String last = "";
        for (byte[] event : hard.events()) {
            try {
                byte[] answer = function.invoke(event);
                last = answer.length == 0
                        ? "nothing"
                        : cut(MAPPER.readTree(answer).toString());
                String fault = fault(MAPPER.readTree(answer), Cases.positions(event));
                if (!fault.isEmpty()) {
                    return new Failed(fault);
                }
            } catch (FunctionError e) {
                return new Failed(e.type() + ": " + ends(String.valueOf(e.getMessage())));
            } catch (IOException e) {
                return new Failed("the answer is no JSON");
            }
        }
        return new Survived(last);
    }

    private static String fault(JsonNode answer, List<String> positions) {
        JsonNode failures = answer == null ? null : answer.get("batchItemFailures");
        if (failures == null || failures.isNull()) {
            return "";
        }
        if (!failures.isArray()) {
            return "batchItemFailures is no list: the whole batch comes again";
        }
        for (JsonNode failure : failures) {
            JsonNode item = failure.path("itemIdentifier");
            if (!positions.contains(
                    item.path("partition").asText() + "@" + item.path("offset").asLong(-1))) {
                return "it names " + item + ", which is not in the batch: the whole batch comes again";
            }
        }
        return "";
    }

    /** The first line and the last one: an exit says what happened in the last. */
    private static String ends(String text) {
        var lines = text.lines().filter(line -> !line.isBlank()).toList();
        String both = lines.size() < 2
                ? text.strip()
                : lines.getFirst() + " … " + lines.getLast().strip();
        return cut(both);
    }

    private static String cut(String text) {
        return text.length() > MAX_REASON ? text.substring(0, MAX_REASON) + "…" : text;
    }
}
