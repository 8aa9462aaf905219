package plainstream.api.json;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a flat JSON object (RFC 8259) by regex tokens: UTF-8 bytes in, members out, in their order, numbers as they are written.
 *
 * <p>Time is linear in the length and the stack does not grow with it: each token is matched once, at its place, and every repetition in the
 * pattern is possessive. (Written {@code (a|b)*}, java.util.regex would recurse once per character.)
 */
public final class FlatJson {
    static final int MAX_MEMBERS = 32;

    // (?>x*) matches the same as x*+ and was measured to take half its time.
    private static final String PLAIN = "(?>[^\"\\\\\\x00-\\x1f]*)";
    private static final String STRING = PLAIN + "(?:\\\\(?:[\"\\\\/bfnrt]|u[0-9a-fA-F]{4})" + PLAIN + ")*+";
    private static final String NUMBER = "-?+(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?+(?:[eE][-+]?+[0-9]++)?+";
    private static final Pattern TOKEN =
            Pattern.compile("[ \\t\\n\\r]*+(?:([{}:,])|\"(" + STRING + ")\"|(" + NUMBER + ")|(true|false|null)|(\\z))");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|(.))");
    // Finds a surrogate that stands alone: java.util.regex reads a whole pair as the one character that it means.
    private static final Pattern UNPAIRED = Pattern.compile("[\\ud800-\\udfff]");

    private final String text;
    private final Matcher token;
    private final List<Member> members = new ArrayList<>();
    private int position;

    private FlatJson(String text) {
        this.text = text;
        this.token = TOKEN.matcher(text);
    }

    /**
     * Reads one object.
     *
     * @throws FlatJsonException with the place, if it is anything but a flat JSON object with distinct names
     */
    public static List<Member> read(byte[] utf8) throws FlatJsonException {
        return new FlatJson(decode(utf8)).object();
    }

    private List<Member> object() throws FlatJsonException {
        expect("{", "an object", "");
        next("", "a member's name or }");
        while (!is("}")) {
            member();
            next("", ", or }");
            if (is(",")) {
                next("", "a member's name");
                if (token.group(2) == null) {
                    throw fault("", "expected a member's name");
                }
            } else if (!is("}")) {
                throw fault("", "expected , or }");
            }
        }
        next("", "nothing after the object");
        if (token.group(5) == null) {
            throw fault("", "expected nothing after the object");
        }
        return members;
    }

    private void member() throws FlatJsonException {
        if (token.group(2) == null) {
            throw fault("", "expected a member's name or }");
        }
        String name = unescape("", token.group(2));
        String pointer = Member.pointer(name);
        if (members.stream().anyMatch(m -> m.name().equals(name))) {
            throw fault(pointer, "this member occurs twice");
        }
        if (members.size() == MAX_MEMBERS) {
            throw fault("", "more than " + MAX_MEMBERS + " members");
        }
        expect(":", ":", pointer);
        next(pointer, "a string, number, boolean or null");
        members.add(value(name, pointer));
    }

    private Member value(String name, String pointer) throws FlatJsonException {
        if (token.group(2) != null) {
            return new Member(name, Member.Kind.STRING, unescape(pointer, token.group(2)));
        }
        if (token.group(3) != null) {
            return new Member(name, Member.Kind.NUMBER, token.group(3));
        }
        if (token.group(4) != null) {
            return new Member(
                    name, token.group(4).equals("null") ? Member.Kind.NULL : Member.Kind.BOOLEAN, token.group(4));
        }
        throw fault(pointer, "expected a string, number, boolean or null");
    }

    private void expect(String punctuation, String expected, String pointer) throws FlatJsonException {
        next(pointer, expected);
        if (!is(punctuation)) {
            throw fault(pointer, "expected " + expected);
        }
    }

    private void next(String pointer, String expected) throws FlatJsonException {
        token.region(position, text.length());
        if (!token.lookingAt()) {
            throw new FlatJsonException(pointer, "expected " + expected, text, position);
        }
        position = token.end();
    }

    private boolean is(String punctuation) {
        return punctuation.equals(token.group(1));
    }

    private String unescape(String pointer, String raw) throws FlatJsonException {
        if (raw.indexOf('\\') < 0) {
            return raw; // Only an escape can make half of a pair: UTF-8 holds none.
        }
        String value = ESCAPE.matcher(raw).replaceAll(e -> Matcher.quoteReplacement(character(e.group(1), e.group(2))));
        if (UNPAIRED.matcher(value).find()) {
            throw fault(pointer, "half of a surrogate pair is no character");
        }
        return value;
    }

    private static String character(String hex, String letter) {
        if (hex != null) {
            return String.valueOf((char) Integer.parseInt(hex, 16));
        }
        return switch (letter) {
            case "b" -> "\b";
            case "f" -> "\f";
            case "n" -> "\n";
            case "r" -> "\r";
            case "t" -> "\t";
            default -> letter;
        };
    }

    private FlatJsonException fault(String pointer, String detail) {
        return new FlatJsonException(pointer, detail, text, token.start());
    }

    private static String decode(byte[] utf8) throws FlatJsonException {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer chars = CharBuffer.allocate(utf8.length);
        ByteBuffer bytes = ByteBuffer.wrap(utf8);
        CoderResult result = decoder.decode(bytes, chars, true);
        String text = chars.flip().toString();
        if (result.isError()) {
            throw new FlatJsonException("", "not UTF-8", text, text.length());
        }
        return text;
    }
}
