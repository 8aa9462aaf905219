package plainstream.esm.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignatureTest {
    /** The figures of AWS's own example, "Signature calculations for the authorization header", GET object. */
    @Test
    void signsAsTheExampleOfS3() {
        var credentials = new Credentials("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "");
        var signature = new Signature(credentials, "us-east-1", "s3", Instant.parse("2013-05-24T00:00:00Z"));
        var headers = signature.sign(
                "GET",
                URI.create("https://examplebucket.s3.amazonaws.com/test.txt"),
                Map.of("Range", "bytes=0-9"),
                new byte[0]);
        assertEquals(
                "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, "
                        + "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date, "
                        + "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
                headers.get("authorization"));
    }

    @Test
    void signsTheSessionToken() {
        var signature = new Signature(new Credentials("id", "secret", "token"), "r", "s", Instant.EPOCH);
        var headers = signature.sign("POST", URI.create("https://x/"), Map.of(), new byte[0]);
        assertEquals("token", headers.get("x-amz-security-token"));
        assertTrue(headers.get("authorization").contains(";x-amz-security-token,"));
    }
}
