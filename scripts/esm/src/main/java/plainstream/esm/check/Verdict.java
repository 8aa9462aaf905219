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

    ObjectMapper MAPPER = new ObjectMapper();

    /** Gives the function the case's events. */
    static Verdict of(Invoker function, Case hard) {
        String last = "";
        for (byte[] event : hard.events()) {
            try {
                byte[] answer = function.invoke(event);
                last = answer.length == 0 ? "nothing" : MAPPER.readTree(answer).toString();
                String fault = fault(MAPPER.readTree(answer), Cases.positions(event));
                if (!fault.isEmpty()) {
                    return new Failed(fault);
                }
            } catch (FunctionError e) {
                return new Failed(e.type() + ": " + firstLine(String.valueOf(e.getMessage())));
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

    private static String firstLine(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.length() > 120 ? line.substring(0, 120) + "…" : line;
    }
}
