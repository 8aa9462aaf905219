package plainstream.consumer.dynamodb;

import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import plainstream.consumer.aws.Credentials;
import plainstream.consumer.aws.CredentialsSource;
import plainstream.consumer.aws.Http;
import plainstream.consumer.aws.HttpAnswer;
import plainstream.consumer.aws.HttpHeader;
import plainstream.consumer.aws.HttpRequest;
import plainstream.consumer.aws.SigV4;
import plainstream.consumer.time.UtcTime;

/** Signs one request and sends it, once. */
final class Transport {
    /** BatchGetItem gives at most 16 MB of items; JSON and base64 make that more. */
    private static final int MAX_ANSWER_BYTES = 24 * 1024 * 1024;

    private static final int CONNECT_TIMEOUT_MS = 1_000;
    private static final int READ_TIMEOUT_MS = 3_000;

    private final URI uri;
    private final String host;
    private final SigV4 signer;
    private final CredentialsSource credentials;
    private final InstantSource clock;

    Transport(URI endpoint, String region, CredentialsSource credentials, InstantSource clock) {
        this.uri = endpoint.resolve("/");
        this.host = Http.host(uri);
        this.signer = new SigV4(region, "dynamodb");
        this.credentials = credentials;
        this.clock = clock;
    }

    CredentialsSource credentials() {
        return credentials;
    }

    HttpAnswer post(String operation, byte[] body, long remainingMs) throws IOException {
        List<HttpHeader> headers = new ArrayList<>();
        headers.add(new HttpHeader("Content-Type", "application/x-amz-json-1.0"));
        headers.add(new HttpHeader("X-Amz-Target", "DynamoDB_20120810." + operation));
        return send("POST", headers, body, remainingMs);
    }

    /** DynamoDB answers a GET of its root with "healthy"; whatever comes, connection and classes are warm then. */
    void get(long remainingMs) throws IOException {
        send("GET", new ArrayList<>(), new byte[0], remainingMs);
    }

    private HttpAnswer send(String method, List<HttpHeader> headers, byte[] body, long remainingMs) throws IOException {
        Credentials current = credentials.get();
        List<HttpHeader> signed = new ArrayList<>(headers);
        signed.add(new HttpHeader("Host", host));
        SigV4.Request request = new SigV4.Request(method, "/", "", signed, body);
        headers.addAll(signer.sign(request, current, UtcTime.basic(clock.instant()), SigV4.Options.DEFAULT)
                .added());
        int readTimeoutMs = (int) Math.max(1, Math.min(READ_TIMEOUT_MS, remainingMs));
        int connectTimeoutMs = Math.min(CONNECT_TIMEOUT_MS, readTimeoutMs);
        return Http.send(
                new HttpRequest(method, uri, headers, body),
                new Http.Limits(connectTimeoutMs, readTimeoutMs, MAX_ANSWER_BYTES));
    }
}
