package plainstream.local.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import plainstream.esm.host.Http;

/**
 * PutObject, GetObject and ListObjectsV2 of S3, addressed by path ({@code /BUCKET/KEY}).
 *
 * <p>As S3 does, it refuses a body that is not what {@code x-amz-content-sha256} says, shows an object whole or not at all, and with
 * {@code If-None-Match: *} lets the one that is there stand.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html">AWS: PutObject</a>
 */
public final class ObjectStore implements HttpHandler {
    private static final int MAX_BODY_BYTES = 64 * 1024 * 1024;

    private final Map<String, Path> buckets;

    /** A bucket is a folder, made when the first object comes. */
    public ObjectStore(Map<String, Path> buckets) {
        this.buckets = Map.copyOf(buckets);
    }

    private record Failure(int status, String code) {}

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Optional<Failure> failure = answer(exchange);
            if (failure.isPresent()) {
                String xml = "<Error><Code>" + failure.get().code() + "</Code><Message>"
                        + failure.get().code() + "</Message></Error>";
                Http.answer(exchange, failure.get().status(), "application/xml", xml.getBytes(UTF_8));
            }
        }
    }

    private Optional<Failure> answer(HttpExchange exchange) throws IOException {
        // A web page can send requests to this port too; it can neither leave out its Origin nor sign.
        boolean signed = exchange.getRequestHeaders().containsKey("Authorization");
        if (exchange.getRequestHeaders().containsKey("Origin") || !signed) {
            return failure(403, "AccessDenied");
        }
        String[] path = exchange.getRequestURI().getPath().split("/", 3);
        Path bucket = buckets.get(path[1]);
        String key = path.length < 3 ? "" : path[2];
        if (bucket == null) {
            return failure(404, "NoSuchBucket");
        }
        if (key.isEmpty()) {
            return list(exchange, path[1], bucket);
        }
        Path file = bucket.resolve(key).normalize();
        if (!file.startsWith(bucket) || key.endsWith("/")) {
            return failure(400, "InvalidArgument");
        }
        return switch (exchange.getRequestMethod()) {
            case "PUT" -> put(exchange, bucket, file);
            case "GET", "HEAD" -> get(exchange, file);
            default -> failure(405, "MethodNotAllowed");
        };
    }

    private static Optional<Failure> put(HttpExchange exchange, Path bucket, Path file) throws IOException {
        Optional<byte[]> body = Http.body(exchange.getRequestBody(), MAX_BODY_BYTES);
        if (body.isEmpty()) {
            return failure(400, "EntityTooLarge");
        }
        if (!sha256(body.get()).equals(exchange.getRequestHeaders().getFirst("x-amz-content-sha256"))) {
            return failure(400, "XAmzContentSHA256Mismatch");
        }
        Files.createDirectories(file.getParent());
        Path part = Files.createTempFile(bucket.getParent(), "object", ".part");
        Files.write(part, body.get());
        if ("*".equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            if (!putNew(part, file)) {
                return failure(412, "PreconditionFailed");
            }
        } else {
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        Http.answer(exchange, 200, "application/xml", new byte[0]);
        return Optional.empty();
    }

    /** A link is made only where nothing is, in one step. */
    private static boolean putNew(Path part, Path file) throws IOException {
        try {
            Files.createLink(file, part);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } finally {
            Files.delete(part);
        }
    }

    private static Optional<Failure> get(HttpExchange exchange, Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return failure(404, "NoSuchKey");
        }
        Http.answer(exchange, 200, "application/gzip", Files.readAllBytes(file));
        return Optional.empty();
    }

    private static Optional<Failure> list(HttpExchange exchange, String name, Path bucket) throws IOException {
        Optional<Listing> listing = Listing.of(exchange.getRequestURI().getQuery());
        if (!exchange.getRequestMethod().equals("GET") || listing.isEmpty()) {
            return failure(400, "InvalidRequest");
        }
        Http.answer(
                exchange,
                200,
                "application/xml",
                listing.get().xml(name, bucket).getBytes(UTF_8));
        return Optional.empty();
    }

    private static Optional<Failure> failure(int status, String code) {
        return Optional.of(new Failure(status, code));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
