package plainstream.consumer.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds values from what the reader pulls. */
final class JsonTree {
    static final String DUPLICATE = "the name is given twice";

    private final JsonReader reader;

    JsonTree(JsonReader reader) {
        this.reader = reader;
    }

    /** Section 3. The recursion is as deep as the nesting, which the reader limits. */
    JsonValue value() {
        JsonKind kind = reader.peek();
        Place place = reader.place();
        return switch (kind) {
            case OBJECT -> object(place);
            case ARRAY -> array(place);
            case STRING -> new JsonString(reader.string(), place);
            case NUMBER -> new JsonNumber(reader.number(), place);
            case BOOLEAN -> new JsonBoolean(reader.booleanValue(), place);
            case NULL -> {
                reader.nullValue();
                yield new JsonNull(place);
            }
        };
    }

    private JsonObject object(Place place) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        for (boolean more = reader.beginObject(); more; more = reader.nextMember()) {
            String name = reader.name();
            Place there = reader.place();
            if (members.put(name, value()) != null) {
                throw new JsonShapeException(DUPLICATE, there);
            }
        }
        return new JsonObject(members, place);
    }

    private JsonArray array(Place place) {
        List<JsonValue> elements = new ArrayList<>();
        for (boolean more = reader.beginArray(); more; more = reader.nextElement()) {
            elements.add(value());
        }
        return new JsonArray(elements, place);
    }
}
