package plainstream.consumer.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plainstream.consumer.Outside;
import plainstream.consumer.aws.Credentials;
import plainstream.consumer.aws.Http;
import plainstream.consumer.aws.HttpAnswer;
import plainstream.consumer.aws.HttpHeader;
import plainstream.consumer.aws.HttpRequest;
import plainstream.consumer.aws.SigV4;
import plainstream.consumer.time.Deadline;
import plainstream.consumer.time.UtcTime;

/** A server that verifies signatures and policies: what it accepts, AWS does. */
class SignatureIT {
    private static final Pattern EXPORT = Pattern.compile("(AWS_[A-Z_]+)=(\\S+)");
    private static final String REGION = "eu-west-1";
    private static final Credentials TESTING = new Credentials("testing", "testing", "");

    @TempDir
    static Path state;

    private static Path script;
    private static URI endpoint;
    private static Credentials role;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        script = Outside.emulator();
        endpoint = URI.create(run("start").get("AWS_ENDPOINT_URL"));
        new TestTables(endpoint, "sig-", TESTING).create();
        iam(
                "CreateRole",
                Map.of(
                        "RoleName",
                        "likes",
                        "AssumeRolePolicyDocument",
                        "{\"Version\":\"2012-10-17\",\"Statement\":[]}"));
        String policy =
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"dynamodb:PutItem\",\"dynamodb:UpdateItem\"],"
                        + "\"Resource\":\"arn:aws:dynamodb:" + REGION + ":*:table/sig-likes\"}]}";
        iam("PutRolePolicy", Map.of("RoleName", "likes", "PolicyName", "put", "PolicyDocument", policy));
        run("auth", "on");
        Map<String, String> keys = run("assume", "likes");
        role = new Credentials(
                keys.get("AWS_ACCESS_KEY_ID"), keys.get("AWS_SECRET_ACCESS_KEY"), keys.get("AWS_SESSION_TOKEN"));
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        if (script != null) {
            run("stop");
        }
    }

    @Test
    void acceptsTheRightSecretWithItsSessionToken() {
        put(role, "sig-likes", "tt1");
        put(role, "sig-likes", "ünïcode / \"tt1\"");
    }

    @Test
    void refusesAWrongSecret() {
        DynamoDbException e = assertThrows(
                RefusedException.class,
                () -> put(new Credentials(role.accessKeyId(), "wrong", role.sessionToken()), "sig-likes", "tt1"));
        assertTrue(
                e.getMessage().contains("InvalidSignatureException")
                        || e.getMessage().contains("403"),
                e.getMessage());
    }

    @Test
    void refusesATableAndAnActionOutsideThePolicy() {
        assertThrows(RefusedException.class, () -> put(role, "sig-orders", "tt1"));
        Item key = new Item().with("movieId", "tt1");
        assertThrows(RefusedException.class, () -> client(role).get("sig-likes", key, Deadline.inMs(10_000)));
    }

    private static void put(Credentials credentials, String table, String movieId) {
        Item item = new Item().with("movieId", movieId).with("OrderNo", movieId);
        client(credentials).write(new Write.Put(table, item, Condition.NONE), Deadline.inMs(10_000));
    }

    private static DynamoDb client(Credentials credentials) {
        return new DynamoDb(endpoint, REGION, () -> credentials, Clock.systemUTC(), Retries.DEFAULT);
    }

    /** A call of another protocol and service, by the same signer. */
    private static void iam(String action, Map<String, String> parameters) throws IOException {
        StringBuilder body = new StringBuilder("Action=" + action + "&Version=2010-05-08");
        parameters.forEach(
                (name, value) -> body.append('&').append(name).append('=').append(URLEncoder.encode(value, UTF_8)));
        byte[] bytes = body.toString().getBytes(UTF_8);
        List<HttpHeader> headers =
                new ArrayList<>(List.of(new HttpHeader("Content-Type", "application/x-www-form-urlencoded")));
        List<HttpHeader> signed = new ArrayList<>(headers);
        signed.add(new HttpHeader("Host", endpoint.getHost() + ":" + endpoint.getPort()));
        SigV4.Request request = new SigV4.Request("POST", "/", "", signed, bytes);
        headers.addAll(new SigV4(REGION, "iam")
                .sign(request, TESTING, UtcTime.basic(Instant.now()), SigV4.Options.DEFAULT)
                .added());
        HttpAnswer answer = Http.send(
                new HttpRequest("POST", endpoint.resolve("/"), headers, bytes),
                new Http.Limits(2_000, 10_000, 1_000_000));
        assertEquals(200, answer.status(), new String(answer.body(), UTF_8));
    }

    /** Runs the emulator's script, with its state in a folder of this test; gives what it exports. */
    private static Map<String, String> run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(state.resolve("errors").toFile());
        builder.environment().put("XDG_CACHE_HOME", state.toString());
        builder.environment().put("AWS_REGION", REGION);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, process.waitFor(), () -> String.join(" ", command) + ": " + output);
        Map<String, String> exports = new HashMap<>();
        Matcher matcher = EXPORT.matcher(output);
        while (matcher.find()) {
            exports.put(matcher.group(1), matcher.group(2));
        }
        return exports;
    }
}
