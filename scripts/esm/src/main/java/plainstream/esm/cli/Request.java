package plainstream.esm.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * AWS's request {@code CreateEventSourceMapping} as JSON, from a file and from options; an option wins over the file.
 *
 * @see <a href="https://docs.aws.amazon.com/cli/latest/reference/lambda/create-event-source-mapping.html">AWS CLI:
 *     create-event-source-mapping</a>
 */
final class Request {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Request() {}

    /** Faults of form are added to the list; what is left out stays out. */
    static ObjectNode of(Words words, List<String> faults) {
        var request = words.value(Option.INPUT).map(file -> read(file, faults)).orElseGet(MAPPER::createObjectNode);
        for (Map.Entry<Option, List<String>> entry : words.values().entrySet()) {
            Option option = entry.getKey();
            if (!option.member().isEmpty()) {
                request.set(option.member(), value(option, entry.getValue(), faults));
            }
        }
        return request;
    }

    private static ObjectNode read(String file, List<String> faults) {
        try {
            JsonNode node = MAPPER.readTree(Files.readAllBytes(Path.of(file.replaceFirst("^file://", ""))));
            if (node instanceof ObjectNode object) {
                return object;
            }
            faults.add(Option.INPUT.flag() + ": " + file + " is no JSON object");
        } catch (IOException e) {
            faults.add(Option.INPUT.flag() + ": " + file + " cannot be read: " + e.getMessage());
        }
        return MAPPER.createObjectNode();
    }

    private static JsonNode value(Option option, List<String> texts, List<String> faults) {
        var nodes = MAPPER.getNodeFactory();
        return switch (option) {
            case TOPICS, RESPONSE_TYPES -> {
                var list = nodes.arrayNode();
                texts.forEach(list::add);
                yield list;
            }
            case ENABLED, BISECT -> nodes.booleanNode(true);
            case NOT_ENABLED, NO_BISECT -> nodes.booleanNode(false);
            case FILTERS, DESTINATION, SELF_SOURCE, POLLERS, MSK, SELF -> object(option, texts.getLast(), faults);
            case BATCH_SIZE, WINDOW, ATTEMPTS, AGE -> number(option, texts.getLast(), faults);
            default -> nodes.textNode(texts.getLast());
        };
    }

    private static JsonNode number(Option option, String text, List<String> faults) {
        try {
            return MAPPER.getNodeFactory().numberNode(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            faults.add(option.flag() + " is '" + text + "', legal: a whole number");
            return MAPPER.getNodeFactory().missingNode();
        }
    }

    /** JSON, or AWS's shorthand {@code A=1,B=2}. */
    private static JsonNode object(Option option, String text, List<String> faults) {
        try {
            if (text.startsWith("{")) {
                return MAPPER.readTree(text);
            }
            var object = MAPPER.createObjectNode();
            for (String member : text.split(",")) {
                String[] pair = member.split("=", 2);
                if (pair.length < 2) {
                    throw new IOException("'" + member + "' is not NAME=VALUE");
                }
                object.put(pair[0], pair[1]);
            }
            return object;
        } catch (IOException e) {
            faults.add(option.flag() + " is neither JSON nor NAME=VALUE,…: " + e.getMessage());
            return MAPPER.createObjectNode();
        }
    }
}
