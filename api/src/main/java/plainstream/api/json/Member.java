package plainstream.api.json;

/**
 * One member of a flat JSON object.
 *
 * @param name as it reads after unescaping
 * @param kind what the value is
 * @param text a string's characters after unescaping; any other value as it was written
 */
public record Member(String name, Kind kind, String text) {
    public enum Kind {
        STRING,
        NUMBER,
        BOOLEAN,
        NULL
    }

    public String pointer() {
        return pointer(name);
    }

    /** The JSON pointer to a member of that name (RFC 6901). */
    public static String pointer(String name) {
        return "/" + name.replace("~", "~0").replace("/", "~1");
    }

    public void write(Json json) {
        if (kind == Kind.STRING) {
            json.member(name, text);
        } else {
            json.name(name).literal(text);
        }
    }
}
