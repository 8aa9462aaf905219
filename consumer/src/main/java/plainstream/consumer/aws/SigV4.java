package plainstream.consumer.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import plainstream.consumer.time.UtcTime;

/**
 * Signature Version 4 as three named steps: canonical request, string to sign, signature.
 *
 * @param region the region, such as {@code eu-west-1}
 * @param service the service's signing name, such as {@code dynamodb}
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html">AWS Signature Version 4</a>
 */
public record SigV4(String region, String service) {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String TERMINATOR = "aws4_request";

    /**
     * What the signature goes into, and its particulars.
     *
     * @param normalizePath resolve dots and slashes of the path (false for S3 only)
     * @param signBody send the body's hash as {@code x-amz-content-sha256} too
     * @param signSessionToken sign the session token; false adds it after signing, as some services want
     */
    public record Options(boolean normalizePath, boolean signBody, boolean signSessionToken) {
        /** What all services take but S3. */
        public static final Options DEFAULT = new Options(true, false, true);
    }

    /**
     * A signature and the texts it comes from.
     *
     * @param canonicalRequest the first step
     * @param stringToSign the second step
     * @param signature the third step, in hexadecimal
     * @param added the header lines to add to the request
     */
    public record Signed(String canonicalRequest, String stringToSign, String signature, List<HttpHeader> added) {}

    /**
     * The parts of a request that are signed.
     *
     * @param path the path as it is sent
     * @param query the query as it is sent, "" if there is none
     * @param headers the header lines, Host among them
     */
    public record Request(String method, String path, String query, List<HttpHeader> headers, byte[] body) {}

    /**
     * Signs in the header {@code Authorization}.
     *
     * @param credentials whose signature it becomes
     * @param amzDate the time, {@link UtcTime#basic}
     * @param options the particulars
     * @return the signature, and the header lines to add
     */
    public Signed sign(Request request, Credentials credentials, String amzDate, Options options) {
        boolean token = !credentials.sessionToken().isEmpty();
        HttpHeader tokenHeader = new HttpHeader("X-Amz-Security-Token", credentials.sessionToken());
        String hash = hash(request.body());
        List<HttpHeader> added = new ArrayList<>();
        added.add(new HttpHeader("X-Amz-Date", amzDate));
        if (token && options.signSessionToken()) {
            added.add(tokenHeader);
        }
        if (options.signBody()) {
            added.add(new HttpHeader("x-amz-content-sha256", hash));
        }
        List<HttpHeader> all = new ArrayList<>(request.headers());
        all.addAll(added);
        CanonicalRequest canonical = CanonicalRequest.of(
                request.method(), request.path(), request.query(), all, hash, options.normalizePath());
        String toSign = stringToSign(canonical.text(), amzDate);
        String signature = signature(toSign, credentials, amzDate);
        if (token && !options.signSessionToken()) {
            added.add(tokenHeader);
        }
        added.add(new HttpHeader(
                "Authorization", authorization(credentials, amzDate, canonical.signedHeaders(), signature)));
        return new Signed(canonical.text(), toSign, signature, added);
    }

    /** The second step: what was asked, when, and for which scope. */
    private String stringToSign(String canonicalRequest, String amzDate) {
        return ALGORITHM + "\n" + amzDate + "\n" + scope(amzDate) + "\n" + hash(canonicalRequest.getBytes(UTF_8));
    }

    private String scope(String amzDate) {
        return amzDate.substring(0, 8) + "/" + region + "/" + service + "/" + TERMINATOR;
    }

    /** The third step: a key made for day, region and service signs the string. */
    private String signature(String stringToSign, Credentials credentials, String amzDate) {
        byte[] key = hmac(("AWS4" + credentials.secretAccessKey()).getBytes(UTF_8), amzDate.substring(0, 8));
        key = hmac(hmac(hmac(key, region), service), TERMINATOR);
        return HexFormat.of().formatHex(hmac(key, stringToSign));
    }

    private String authorization(Credentials credentials, String amzDate, String signedHeaders, String signature) {
        return ALGORITHM + " Credential=" + credentials.accessKeyId() + "/" + scope(amzDate) + ", SignedHeaders="
                + signedHeaders + ", Signature=" + signature;
    }

    private static String hash(byte[] bytes) {
        return HexFormat.of().formatHex(Hash.sha256(bytes));
    }

    private static byte[] hmac(byte[] key, String text) {
        return Hash.hmac(key, text.getBytes(UTF_8));
    }
}
