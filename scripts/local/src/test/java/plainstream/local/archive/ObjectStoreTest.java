package plainstream.local.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plainstream.esm.host.Http;

class ObjectStoreTest {
    private static final String HASH_OF_A = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb";

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer server;

    @BeforeEach
    void serve() {
        server = Http.server(0, null);
        server.createContext("/", new ObjectStore(Map.of("b", folder.resolve("b"))));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        client.close();
    }

    @Test
    void keepsGivesAndListsWhatWasPut() throws Exception {
        assertEquals(200, put("/b/x/2.gz", HASH_OF_A, "a").statusCode());
        assertEquals(200, put("/b/x/1.gz", HASH_OF_A, "a").statusCode());
        assertEquals(200, put("/b/y", HASH_OF_A, "a").statusCode());
        assertEquals("a", Files.readString(folder.resolve("b/x/1.gz")));
        assertEquals("a", get("/b/x/1.gz").body());
        assertEquals(
                "<ListBucketResult><Name>b</Name><Contents><Key>x/1.gz</Key><Size>1</Size></Contents>"
                        + "<Contents><Key>x/2.gz</Key><Size>1</Size></Contents><IsTruncated>false</IsTruncated></ListBucketResult>",
                get("/b?list-type=2&prefix=x/").body());
    }

    @Test
    void listsAThousandToAPage() throws Exception {
        Files.createDirectories(folder.resolve("b"));
        for (int i = 1_000; i <= 2_000; i++) {
            Files.createFile(folder.resolve("b/" + i));
        }
        String first = get("/b?list-type=2").body();
        String end =
                "<IsTruncated>true</IsTruncated><NextContinuationToken>1999</NextContinuationToken></ListBucketResult>";
        assertTrue(first.endsWith(end), first);
        assertEquals(
                "<ListBucketResult><Name>b</Name><Contents><Key>2000</Key><Size>0</Size></Contents>"
                        + "<IsTruncated>false</IsTruncated></ListBucketResult>",
                get("/b?list-type=2&continuation-token=1999").body());
    }

    @Test
    void letsStandWhatIsThereIfAsked() throws Exception {
        assertEquals(200, putNew("/b/x").statusCode());
        Files.writeString(folder.resolve("b/x"), "before");
        var refused = putNew("/b/x");
        assertEquals(
                "412 true", refused.statusCode() + " " + refused.body().contains("<Code>PreconditionFailed</Code>"));
        assertEquals("before", Files.readString(folder.resolve("b/x")));
    }

    private HttpResponse<String> putNew(String path) throws Exception {
        return send(request(path)
                .header("x-amz-content-sha256", HASH_OF_A)
                .header("If-None-Match", "*")
                .PUT(BodyPublishers.ofString("a")));
    }

    @Test
    void refusesWhatIsNotWhatItsHashSays() throws Exception {
        assertTrue(put("/b/x", HASH_OF_A, "b").body().contains("<Code>XAmzContentSHA256Mismatch</Code>"));
        assertFalse(Files.exists(folder.resolve("b/x")));
    }

    @Test
    void saysWhatIsMissingAndStaysInItsFolder() throws Exception {
        assertTrue(get("/b/none").body().contains("<Code>NoSuchKey</Code>"));
        assertTrue(get("/c/x").body().contains("<Code>NoSuchBucket</Code>"));
        assertTrue(put("/b/x/../../../out", HASH_OF_A, "a").body().contains("<Code>InvalidArgument</Code>"));
        assertFalse(Files.exists(folder.resolve("out")));
    }

    private HttpResponse<String> put(String path, String hash, String body) throws Exception {
        return send(request(path).header("x-amz-content-sha256", hash).PUT(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(request(path));
    }

    private HttpRequest.Builder request(String path) {
        var uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        return HttpRequest.newBuilder(uri).header("Authorization", "any");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
