package plainstream.consumer.log;

import java.util.ArrayList;
import java.util.List;
import plainstream.consumer.json.JsonWriter;

/** Named values of a log line, handed to {@code System.Logger} as its one parameter. */
public final class LogFields {
    private final List<Object> namesAndValues = new ArrayList<>();

    public static LogFields of(String name, Object value) {
        return new LogFields().with(name, value);
    }

    /** Adds a value: a number stays one, everything else becomes text. */
    public LogFields with(String name, Object value) {
        namesAndValues.add(name);
        namesAndValues.add(value);
        return this;
    }

    void write(JsonWriter out) {
        for (int i = 0; i < namesAndValues.size(); i += 2) {
            Object value = namesAndValues.get(i + 1);
            out.name((String) namesAndValues.get(i));
            if (value instanceof Long || value instanceof Integer) {
                out.number(((Number) value).longValue());
            } else {
                out.string(String.valueOf(value));
            }
        }
    }
}
