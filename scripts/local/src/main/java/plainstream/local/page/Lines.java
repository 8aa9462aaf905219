package plainstream.local.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;

/** Reads what the service and the functions print, one JSON object a line: access lines become requests, the others log lines. */
final class Lines {
    private static final List<String> KEPT = List.of("level", "message", "topic", "partition", "offset", "traceparent");
    private static final List<String> REQUEST =
            List.of("method", "path", "status", "requestId", "traceparent", "topic", "partition", "offset", "error");
    private static final int MOST_CHARACTERS = 2_000;
    private static final String METRICS = "{\"_aws\"";

    private final Feed feed;

    Lines(Feed feed) {
        this.feed = feed;
    }

    void line(String part, String line) {
        if (line.startsWith(METRICS) || line.isBlank()) {
            return;
        }
        JsonNode json = json(line);
        if (json.has("method") && json.has("status")) {
            var data = copy(json, REQUEST).put("ms", json.path("durationMs").asDouble());
            feed.sample("request", data.put("at", at(json)));
        } else if (json.isObject()) {
            var data = copy(json, KEPT).put("part", part).put("at", at(json));
            if (json.has("reason")) {
                data.put("reason", cut(json.path("reason").asText()));
            }
            feed.sample("log", data);
        } else {
            feed.sample(
                    "log",
                    copy(json, KEPT)
                            .put("part", part)
                            .put("at", Feed.now())
                            .put("level", "")
                            .put("message", cut(line)));
        }
    }

    private static JsonNode json(String line) {
        try {
            return Feed.MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            // Not every line is ours: the JVM prints some, too.
            return Feed.MAPPER.missingNode();
        }
    }

    private static ObjectNode copy(JsonNode json, List<String> names) {
        var data = Feed.object();
        for (String name : names) {
            JsonNode value = json.path(name);
            if (value.isTextual()) {
                data.put(name, cut(value.asText()));
            } else if (value.isNumber()) {
                data.set(name, value);
            }
        }
        return data;
    }

    private static double at(JsonNode json) {
        try {
            return Feed.ms(Instant.parse(json.path("time").asText()));
        } catch (DateTimeException e) {
            return Feed.now();
        }
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), MOST_CHARACTERS));
    }
}
