package plainstream.consumer.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import plainstream.consumer.Outside;
import plainstream.consumer.json.Json;
import plainstream.consumer.json.JsonBoolean;
import plainstream.consumer.json.JsonObject;

/** The signing test suite of aws-c-auth: every case folder, signed in the header and in the query. */
class SigV4VectorsTest {
    @TestFactory
    Stream<DynamicTest> outsideSuite() throws IOException {
        List<Path> cases;
        try (Stream<Path> all = Files.walk(Outside.vectors("sigv4"))) {
            cases = all.filter(folder -> Files.exists(folder.resolve("request.txt")))
                    .sorted()
                    .toList();
        }
        assertFalse(cases.isEmpty(), "the folder sigv4 holds no cases");
        return cases.stream()
                .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> judge(folder)));
    }

    /** As S3 has it: the token goes along, but is no part of what is signed. */
    @Test
    void leavesTheTokenUnsignedIfToldSo() {
        SigV4.Request request = new SigV4.Request("GET", "/", "", List.of(new HttpHeader("Host", "h")), new byte[0]);
        SigV4 signer = new SigV4("eu-west-1", "s3");
        for (String token : List.of("t", "")) {
            SigV4.Signed signed = signer.sign(
                    request,
                    new Credentials("A", "S", token),
                    "20261121T031732Z",
                    new SigV4.Options(false, true, false));
            assertEquals(
                    token.isEmpty()
                            ? List.of("X-Amz-Date", "x-amz-content-sha256", "Authorization")
                            : List.of("X-Amz-Date", "x-amz-content-sha256", "X-Amz-Security-Token", "Authorization"),
                    signed.added().stream().map(HttpHeader::name).toList());
            assertFalse(signed.canonicalRequest().contains("token"), signed.canonicalRequest());
        }
    }

    private static void judge(Path folder) throws IOException {
        Case test = Case.read(folder);
        SigV4.Signed header = test.signer.sign(test.request, test.credentials, test.amzDate, test.options);
        check(folder, "header", header);
        if (Files.exists(folder.resolve("header-signed-request.txt"))) {
            Set<String> lines = new TreeSet<>();
            test.headerLines.forEach(lines::add);
            header.added().forEach(added -> lines.add(added.name() + ":" + added.value()));
            assertEquals(signedLines(folder), lines);
        }
    }

    private static void check(Path folder, String kind, SigV4.Signed signed) throws IOException {
        check(folder.resolve(kind + "-canonical-request.txt"), signed.canonicalRequest());
        check(folder.resolve(kind + "-string-to-sign.txt"), signed.stringToSign());
        check(folder.resolve(kind + "-signature.txt"), signed.signature());
    }

    private static void check(Path file, String actual) throws IOException {
        if (Files.exists(file)) {
            assertEquals(Files.readString(file).replace("\r\n", "\n").strip(), actual.strip());
        }
    }

    private static Set<String> signedLines(Path folder) throws IOException {
        Message message = Message.parse(Files.readString(folder.resolve("header-signed-request.txt")));
        return new TreeSet<>(message.lines);
    }

    /** A request as its file has it: the target may hold spaces, a header may go on in the next line. */
    private record Message(String method, String path, String query, List<String> lines, byte[] body) {
        static Message parse(String text) {
            String unix = text.replace("\r\n", "\n");
            int blank = unix.indexOf("\n\n");
            String head = blank < 0 ? unix : unix.substring(0, blank);
            String body = blank < 0 ? "" : unix.substring(blank + 2);
            String[] lines = head.strip().split("\n(?![ \t])");
            String start = lines[0].substring(lines[0].indexOf(' ') + 1, lines[0].lastIndexOf(" HTTP/"));
            int question = start.indexOf('?');
            String path = question < 0 ? start : start.substring(0, question);
            String query = question < 0 ? "" : start.substring(question + 1);
            String method = lines[0].substring(0, lines[0].indexOf(' '));
            return new Message(method, path, query, List.of(lines).subList(1, lines.length), body.getBytes(UTF_8));
        }

        List<HttpHeader> headers() {
            List<HttpHeader> headers = new ArrayList<>();
            for (String line : lines) {
                int colon = line.indexOf(':');
                headers.add(new HttpHeader(line.substring(0, colon), line.substring(colon + 1)));
            }
            return headers;
        }
    }

    private record Case(
            SigV4 signer,
            SigV4.Request request,
            List<String> headerLines,
            Credentials credentials,
            String amzDate,
            SigV4.Options options) {
        static Case read(Path folder) throws IOException {
            JsonObject context = Json.parse(Files.readAllBytes(folder.resolve("context.json")))
                    .asObject();
            JsonObject keys = context.member("credentials").asObject();
            Message message = Message.parse(Files.readString(folder.resolve("request.txt")));
            return new Case(
                    new SigV4(
                            context.member("region").asString(),
                            context.member("service").asString()),
                    new SigV4.Request(message.method, message.path, message.query, message.headers(), message.body),
                    message.lines,
                    new Credentials(
                            keys.member("access_key_id").asString(),
                            keys.member("secret_access_key").asString(),
                            keys.find("token").map(token -> token.asString()).orElse("")),
                    context.member("timestamp").asString().replace("-", "").replace(":", ""),
                    new SigV4.Options(
                            flag(context, "normalize", true),
                            flag(context, "sign_body", false),
                            !flag(context, "omit_session_token", false)));
        }

        private static boolean flag(JsonObject context, String name, boolean otherwise) {
            return context.find(name)
                    .map(value -> ((JsonBoolean) value).value())
                    .orElse(otherwise);
        }
    }
}
