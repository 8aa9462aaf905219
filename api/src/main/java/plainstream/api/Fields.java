package plainstream.api;

/** Members of a log line, given as the parameter of a log call: {@code LOG.log(INFO, "request", (Fields) json -> …)}. */
@FunctionalInterface
interface Fields {
    void write(Json json);
}
