package plainstream.consumer.json;

import java.util.Arrays;

/** Any bytes: the reader gives a value or its own exception, and its three ways of reading agree. */
public final class JsonFuzz {
    private JsonFuzz() {}

    /** Called by the fuzzer, and once for each kept case. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        var skimmed = accepted(bytes);
        try {
            var value = Json.parse(bytes);
            require(skimmed, "parsed what skimming refuses");
            var written = written(value);
            require(Arrays.equals(written, written(Json.parse(written))), "written and read again it is another value");
        } catch (JsonException e) {
            // Skimming does not notice a name that stands twice; nothing else may tell the two apart.
            require(!skimmed || e.problem().contains("twice"), "skimmed what parsing refuses: " + e.getMessage());
            require(e.getMessage().length() < 10_000, "the message grows with the text");
        }
    }

    private static boolean accepted(byte[] bytes) {
        try {
            Json.check(bytes);
            return true;
        } catch (JsonException e) {
            return false;
        }
    }

    private static byte[] written(JsonValue value) {
        var out = new JsonWriter();
        value.write(out);
        return out.toBytes();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
