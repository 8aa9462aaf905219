package plainstream.api.routes;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import plainstream.api.http.Call;
import plainstream.api.http.Problem;
import plainstream.api.http.Refusal;
import plainstream.api.json.FlatJson;
import plainstream.api.json.FlatJsonException;
import plainstream.api.json.Member;

/** The content of a POST: its announcements judged, its bytes read up to the limit, its members. */
public final class Body {
    /** Longer bodies are 413. */
    static final int MAX_BYTES = 16_384;

    private static final Pattern JSON = Pattern.compile(
            "application/json(?:[ \\t]*;[ \\t]*charset=(?:utf-8|\"utf-8\"))?", Pattern.CASE_INSENSITIVE);

    private Body() {}

    /** The members of the JSON object that the request has to carry. */
    static List<Member> required(Call call) throws Refusal {
        if (!call.headers().containsKey("Content-length") && !call.headers().containsKey("Transfer-encoding")) {
            throw new Refusal(411, "This request needs a body: a JSON object.");
        }
        return members(call);
    }

    /** Nothing where the request carries no body; if it does, the body has to be an object without members. */
    static void none(Call call) throws Refusal {
        if (call.hasContent()) {
            List<Member> members = members(call);
            if (!members.isEmpty()) {
                throw unknown(members.getFirst());
            }
        }
    }

    static Refusal unknown(Member member) {
        return new Refusal(Problem.invalid(Problem.Fault.pointer(member.pointer(), "unknown member")));
    }

    private static List<Member> members(Call call) throws Refusal {
        checkType(call);
        byte[] bytes = read(call);
        try {
            return FlatJson.read(bytes);
        } catch (FlatJsonException e) {
            throw new Refusal(Problem.invalid(
                    "The body is not a flat JSON object: " + e.getMessage() + ".",
                    List.of(Problem.Fault.pointer(e.pointer(), e.getMessage()))));
        }
    }

    private static void checkType(Call call) throws Refusal {
        List<String> types = call.headers().get("Content-type");
        if (types == null
                || types.size() != 1
                || !JSON.matcher(types.getFirst()).matches()) {
            throw new Refusal(415, "Content-Type has to be application/json, in UTF-8.");
        }
        if (call.headers().containsKey("Content-encoding")) {
            throw new Refusal(415, "Content-Encoding is not understood.");
        }
    }

    private static byte[] read(Call call) throws Refusal {
        String length = call.header("Content-length");
        if (length != null && Long.parseLong(length) > MAX_BYTES) {
            throw tooLarge();
        }
        try {
            byte[] bytes = call.exchange().getRequestBody().readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw tooLarge();
            }
            call.bodyWasRead();
            return bytes;
        } catch (IOException | IndexOutOfBoundsException e) {
            // Broken chunks (see discard), or the client went away: then nobody reads this answer.
            throw new Refusal(400, "The body could not be read.");
        }
    }

    private static Refusal tooLarge() {
        return new Refusal(413, "A body may have " + MAX_BYTES + " bytes.");
    }
}
