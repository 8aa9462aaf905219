package plainstream.api.log;

import plainstream.api.json.Json;

/** Members of a log line, given as the parameter of a log call: {@code LOG.log(INFO, "request", (LogFields) json -> …)}. */
@FunctionalInterface
public interface LogFields {
    void write(Json json);
}
