package plainstream.api.routes;

import java.util.List;
import java.util.regex.Pattern;
import plainstream.api.http.Call;
import plainstream.api.http.Problem;
import plainstream.api.json.FlatJson;
import plainstream.api.json.FlatJsonException;
import plainstream.api.json.Member;

/** The content of a POST: whether there is any, its type, its members. */
final class Body {
    private static final Pattern JSON = Pattern.compile(
            "application/json(?:[ \\t]*;[ \\t]*charset=(?:utf-8|\"utf-8\"))?", Pattern.CASE_INSENSITIVE);

    private Body() {}

    /** The members of the JSON object that the request has to carry. */
    static List<Member> required(Call call) throws Problem {
        if (call.values("Content-length").isEmpty() && !call.announcesContent()) {
            throw Problem.of(411, "This request needs a body: a JSON object.");
        }
        byte[] content = call.content();
        if (content.length == 0) {
            throw Problem.of(400, "This request needs a body: a JSON object.");
        }
        return members(call, content);
    }

    /** For requests that need no body; if one comes all the same, it has to be an object without members. */
    static void none(Call call) throws Problem {
        byte[] content = call.announcesContent() ? call.content() : new byte[0];
        if (content.length > 0) {
            List<Member> members = members(call, content);
            if (!members.isEmpty()) {
                throw unknown(members.getFirst());
            }
        }
    }

    static Problem unknown(Member member) {
        return Problem.invalid(Problem.Fault.pointer(member.pointer(), "unknown member"));
    }

    private static List<Member> members(Call call, byte[] content) throws Problem {
        List<String> types = call.values("Content-type");
        if (types.size() != 1 || !JSON.matcher(types.getFirst()).matches()) {
            throw Problem.of(415, "Content-Type has to be application/json, in UTF-8.");
        }
        if (!call.values("Content-encoding").isEmpty()) {
            throw Problem.of(415, "Content-Encoding is not understood.");
        }
        try {
            return FlatJson.read(content);
        } catch (FlatJsonException e) {
            throw Problem.invalid(
                    "The body is not a flat JSON object: " + e.getMessage() + ".",
                    List.of(Problem.Fault.pointer(e.pointer(), e.getMessage())));
        }
    }
}
