package plainstream.consumer.json;

import java.util.Map;
import java.util.Optional;

/**
 * An object (RFC 8259 section 4). A member that is absent is not null.
 *
 * @param members the members, in the text's order
 */
public record JsonObject(Map<String, JsonValue> members, Place place) implements JsonValue {
    /**
     * Looks for a member.
     *
     * @return its value, or empty if there is none of that name
     */
    public Optional<JsonValue> find(String name) {
        return Optional.ofNullable(members.get(name));
    }

    /**
     * Requires a member.
     *
     * @throws JsonShapeException if there is none of that name
     */
    public JsonValue member(String name) {
        JsonValue value = members.get(name);
        if (value == null) {
            throw new JsonShapeException("member '" + name + "' is missing", place);
        }
        return value;
    }

    @Override
    public JsonKind kind() {
        return JsonKind.OBJECT;
    }

    @Override
    public JsonObject asObject() {
        return this;
    }

    @Override
    public void write(JsonWriter out) {
        out.beginObject();
        for (Map.Entry<String, JsonValue> member : members.entrySet()) {
            out.name(member.getKey());
            member.getValue().write(out);
        }
        out.endObject();
    }
}
