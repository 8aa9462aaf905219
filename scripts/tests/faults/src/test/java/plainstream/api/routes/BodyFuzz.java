package plainstream.api.routes;

import java.util.List;
import plainstream.api.json.FlatJson;
import plainstream.api.json.FlatJsonException;
import plainstream.api.json.Member;
import plainstream.consumer.json.Json;
import plainstream.consumer.json.JsonException;
import plainstream.consumer.json.JsonObject;

/** Any bytes: the body reader gives members or its own exception; what it accepts, the consumer reads, and as the same members. */
public final class BodyFuzz {
    private BodyFuzz() {}

    /** Called by the fuzzer, and once for each kept case. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        List<Member> members;
        try {
            members = FlatJson.read(bytes);
        } catch (FlatJsonException e) {
            return;
        }
        members.forEach(BodyFuzz::judge);
        compare(members, parsed(bytes));
    }

    private static void judge(Member member) {
        if (member.kind() == Member.Kind.NUMBER) {
            NumberRange.holds(member.text());
        }
    }

    private static JsonObject parsed(byte[] bytes) {
        try {
            return Json.parse(bytes).asObject();
        } catch (JsonException e) {
            throw new IllegalStateException("accepted what the consumer refuses", e);
        }
    }

    private static void compare(List<Member> members, JsonObject object) {
        if (members.size() != object.members().size()) {
            throw new IllegalStateException("another number of members");
        }
        for (var member : members) {
            var value = object.member(member.name());
            var text = switch (member.kind()) {
                case STRING -> value.asString();
                case NUMBER -> value.asNumber().text();
                case BOOLEAN -> String.valueOf(value.asBoolean());
                case NULL -> "null";
            };
            if (!text.equals(member.text())) {
                throw new IllegalStateException("another value of " + member.name());
            }
        }
    }
}
