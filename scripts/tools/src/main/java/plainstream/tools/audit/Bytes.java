package plainstream.tools.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Checksums of files, in lower-case hexadecimal digits. */
final class Bytes {

    private Bytes() {}

    static String sha256(Path file) throws IOException {
        return digest("SHA-256", Files.readAllBytes(file));
    }

    static String sha1(Path file) throws IOException {
        return digest("SHA-1", Files.readAllBytes(file));
    }

    static String digest(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has " + algorithm, e);
        }
    }
}
