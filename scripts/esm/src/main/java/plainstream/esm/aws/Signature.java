package plainstream.esm.aws;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signature Version 4 in its named steps: canonical request, string to sign, signature.
 *
 * @param region for which it is valid
 * @param service for which it is valid
 */
record Signature(Credentials credentials, String region, String service, Instant time) {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** The headers to send beside those given: the time, the token, the body's hash, and the authorization. */
    Map<String, String> sign(String method, URI uri, Map<String, String> given, byte[] body) {
        var headers = new TreeMap<String, String>();
        given.forEach((name, value) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), value.strip()));
        headers.put("host", uri.getAuthority());
        headers.put("x-amz-date", STAMP.format(time));
        headers.put("x-amz-content-sha256", hash(body));
        if (!credentials.sessionToken().isEmpty()) {
            headers.put("x-amz-security-token", credentials.sessionToken());
        }
        String signed = String.join(";", headers.keySet());
        String signature = hex(hmac(key(), stringToSign(canonicalRequest(method, uri, headers, signed, hash(body)))));
        headers.put(
                "authorization",
                "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s"
                        .formatted(ALGORITHM, credentials.accessKeyId(), scope(), signed, signature));
        headers.remove("host");
        return headers;
    }

    private static String canonicalRequest(
            String method, URI uri, Map<String, String> headers, String signed, String hash) {
        String lines = headers.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                .collect(Collectors.joining());
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        return String.join("\n", method, uri.getRawPath(), query, lines, signed, hash);
    }

    private String stringToSign(String canonicalRequest) {
        return String.join(
                "\n", ALGORITHM, STAMP.format(time), scope(), hash(canonicalRequest.getBytes(StandardCharsets.UTF_8)));
    }

    private String scope() {
        return String.join("/", STAMP.format(time).substring(0, 8), region, service, "aws4_request");
    }

    private byte[] key() {
        byte[] secret = ("AWS4" + credentials.secretAccessKey()).getBytes(StandardCharsets.UTF_8);
        return hmac(hmac(hmac(hmac(secret, STAMP.format(time).substring(0, 8)), region), service), "aws4_request");
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private static String hash(byte[] bytes) {
        try {
            return hex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
