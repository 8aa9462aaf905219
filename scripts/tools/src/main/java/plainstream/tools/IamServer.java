package plainstream.tools;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.Security;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.security.auth.callback.CallbackHandler;
import javax.security.sasl.SaslException;
import javax.security.sasl.SaslServer;
import javax.security.sasl.SaslServerFactory;

/**
 * The broker's side of AWS_MSK_IAM: takes a presigned request as a JSON object, computes its SigV4 signature again
 * with the one key it knows, and refuses the client if they differ. Format: README of aws-msk-iam-auth, "Details".
 */
public final class IamServer implements SaslServer {
    static final String MECHANISM = "AWS_MSK_IAM";
    static final String REGION = "eu-west-1";
    static final String ACCESS_KEY = "AKIDTRAINING";
    static final String SECRET_KEY = "not-a-secret: it signs for a broker that lives ten seconds";
    static final String SESSION_TOKEN = "training/token+with=signs";

    private static final Pattern MEMBER = Pattern.compile("\"([^\"]+)\"\\s*:\\s*\"([^\"]*)\"");
    private static final String SIGNATURE = "x-amz-signature";

    private boolean complete;

    static void install() {
        Security.addProvider(new Provider("training", "1", "AWS_MSK_IAM for a broker") {
            {
                put("SaslServerFactory." + MECHANISM, Factory.class.getName());
            }
        });
    }

    /** Made by {@link javax.security.sasl.Sasl} by its name. */
    public static final class Factory implements SaslServerFactory {
        /** Stateless. */
        public Factory() {}

        @Override
        public SaslServer createSaslServer(
                String mechanism, String protocol, String server, Map<String, ?> properties, CallbackHandler handler) {
            return new IamServer();
        }

        @Override
        public String[] getMechanismNames(Map<String, ?> properties) {
            return new String[] {MECHANISM};
        }
    }

    @Override
    public byte[] evaluateResponse(byte[] response) throws SaslException {
        var payload = new TreeMap<String, String>();
        MEMBER.matcher(new String(response, UTF_8)).results().forEach(m -> payload.put(m.group(1), m.group(2)));
        try {
            if (!signature(payload).equals(payload.get(SIGNATURE))) {
                throw new SaslException("the IAM signature is wrong: " + payload.keySet());
            }
        } catch (GeneralSecurityException e) {
            throw new SaslException("this runtime cannot compute a signature", e);
        }
        complete = true;
        return "{\"version\":\"2020_10_22\",\"request-id\":\"training\"}".getBytes(UTF_8);
    }

    private static String signature(Map<String, String> payload) throws GeneralSecurityException {
        String time = payload.get("x-amz-date");
        String scope = time.substring(0, 8) + "/" + REGION + "/kafka-cluster/aws4_request";
        String toSign = "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + hex(sha256(canonical(payload)));
        byte[] key = ("AWS4" + SECRET_KEY).getBytes(UTF_8);
        for (String part : scope.split("/")) {
            key = hmac(key, part);
        }
        return hex(hmac(key, toSign));
    }

    private static String canonical(Map<String, String> payload) throws GeneralSecurityException {
        String query = payload.entrySet().stream()
                .filter(e -> e.getKey().startsWith("x-amz-") && !e.getKey().equals(SIGNATURE)
                        || e.getKey().equals("action"))
                .collect(Collectors.toMap(
                        e -> queryName(e.getKey()), e -> encode(e.getValue()), (a, b) -> a, TreeMap::new))
                .entrySet()
                .stream()
                .map(Object::toString)
                .collect(Collectors.joining("&"));
        return "GET\n/\n" + query + "\nhost:" + payload.get("host") + "\n\nhost\n" + hex(sha256(""));
    }

    /** The payload's names are the query's in lower case. */
    private static String queryName(String name) {
        return switch (name) {
            case "action" -> "Action";
            case "x-amz-signedheaders" -> "X-Amz-SignedHeaders";
            default ->
                Pattern.compile("(^|-)([a-z])")
                        .matcher(name)
                        .replaceAll(m -> m.group(1) + m.group(2).toUpperCase(Locale.ROOT));
        };
    }

    private static String encode(String value) {
        return java.net.URLEncoder.encode(value, UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(UTF_8));
    }

    private static byte[] sha256(String text) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public String getMechanismName() {
        return MECHANISM;
    }

    @Override
    public boolean isComplete() {
        return complete;
    }

    @Override
    public String getAuthorizationID() {
        return ACCESS_KEY;
    }

    @Override
    public byte[] unwrap(byte[] incoming, int offset, int length) {
        throw new IllegalStateException("no security layer: TLS is the layer");
    }

    @Override
    public byte[] wrap(byte[] outgoing, int offset, int length) {
        throw new IllegalStateException("no security layer: TLS is the layer");
    }

    @Override
    public Object getNegotiatedProperty(String name) {
        return null;
    }

    @Override
    public void dispose() {}
}
