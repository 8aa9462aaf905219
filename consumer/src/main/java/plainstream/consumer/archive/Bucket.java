package plainstream.consumer.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import plainstream.consumer.aws.CredentialsSource;
import plainstream.consumer.aws.Http;
import plainstream.consumer.aws.HttpAnswer;
import plainstream.consumer.aws.HttpHeader;
import plainstream.consumer.aws.HttpRequest;
import plainstream.consumer.aws.SigV4;
import plainstream.consumer.dynamodb.Retries;
import plainstream.consumer.time.Deadline;
import plainstream.consumer.time.UtcTime;

/**
 * PutObject and GetObject of S3, in one request each: an object here is never larger than the 6 MB of an invocation, where S3 takes 5 GB.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">AWS: conditional writes</a>
 */
final class Bucket {
    /** What S3's error table marks as to be tried again, besides all 5xx. */
    static final Retries RETRIES = new Retries(
            6,
            100,
            2_000,
            Set.of(
                    "RequestTimeout",
                    "SlowDown",
                    "InternalError",
                    "ServiceUnavailable",
                    "ExpiredToken",
                    "OperationAborted",
                    "ConditionalRequestConflict"));

    private static final int CONNECT_TIMEOUT_MS = 2_000;
    private static final int READ_TIMEOUT_MS = 10_000;
    private static final int MAX_ANSWER_BYTES = 16 * 1024 * 1024;
    private static final int IS_THERE = 412;
    private static final int MAX_SHOWN = 300;

    /** S3 wants the body's hash in a header and signed, and its paths are taken as they are. */
    private static final SigV4.Options SIGNING = new SigV4.Options(false, true, true);

    private final URI uri;
    private final SigV4 signer;
    private final CredentialsSource credentials;
    private final InstantSource clock;
    private final Retries retries;

    Bucket(URI uri, String region, CredentialsSource credentials, InstantSource clock, Retries retries) {
        this.uri = uri;
        this.signer = new SigV4(region, "s3");
        this.credentials = credentials;
        this.clock = clock;
        this.retries = retries;
    }

    /**
     * Puts an object, unless one of its name is there.
     *
     * @param name of [A-Za-z0-9_.-/], which no step needs to encode
     * @return false if one is there, perhaps by an attempt of this very call whose answer was lost
     * @throws IOException if S3 did not confirm it, with what S3 says
     */
    boolean putNew(String name, byte[] body, Deadline deadline) throws IOException {
        return call("PUT", name, body, deadline).status() != IS_THERE;
    }

    /**
     * Gets an object.
     *
     * @throws IOException if S3 did not give it, with what S3 says
     */
    byte[] get(String name, Deadline deadline) throws IOException {
        return call("GET", name, new byte[0], deadline).body();
    }

    private HttpAnswer call(String method, String name, byte[] body, Deadline deadline) throws IOException {
        for (int attempt = 0; ; attempt++) {
            IOException cause;
            try {
                HttpAnswer answer = send(method, name, body, deadline.remainingMs());
                if (answer.status() == 200 || answer.status() == IS_THERE) {
                    return answer;
                }
                cause = failure(method + " " + name, answer);
            } catch (IOException e) {
                cause = new IOException(method + " " + name + ": " + e, e);
            }
            if (cause instanceof Refused) {
                throw cause;
            }
            pause(attempt, deadline, cause);
        }
    }

    private HttpAnswer send(String method, String name, byte[] body, long remainingMs) throws IOException {
        URI object = uri.resolve(uri.getPath() + name);
        List<HttpHeader> headers = new ArrayList<>();
        if (method.equals("PUT")) {
            headers.add(new HttpHeader("Content-Type", "application/gzip"));
            headers.add(new HttpHeader("If-None-Match", "*"));
        }
        List<HttpHeader> signed = new ArrayList<>(headers);
        signed.add(new HttpHeader("Host", Http.host(object)));
        SigV4.Request request = new SigV4.Request(method, object.getRawPath(), "", signed, body);
        headers.addAll(signer.sign(request, credentials.get(), UtcTime.basic(clock.instant()), SIGNING)
                .added());
        int readTimeoutMs = (int) Math.max(1, Math.min(READ_TIMEOUT_MS, remainingMs));
        return Http.send(
                new HttpRequest(method, object, headers, body),
                new Http.Limits(Math.min(CONNECT_TIMEOUT_MS, readTimeoutMs), readTimeoutMs, MAX_ANSWER_BYTES));
    }

    private IOException failure(String what, HttpAnswer answer) {
        String xml = new String(answer.body(), UTF_8);
        String code = between(xml, "<Code>", "</Code>");
        if (code.equals("ExpiredToken")) {
            credentials.expire();
        }
        String why = what + ": status " + answer.status() + " " + code + " " + between(xml, "<Message>", "</Message>");
        boolean mayPass = answer.status() >= 500 || retries.codes().contains(code);
        return mayPass ? new IOException(why) : new Refused(why);
    }

    private static String between(String text, String from, String to) {
        int start = text.indexOf(from);
        int end = start < 0 ? -1 : text.indexOf(to, start);
        return end < 0 ? "" : text.substring(start + from.length(), Math.min(end, start + from.length() + MAX_SHOWN));
    }

    /** Waits before the next attempt, or gives up. */
    private void pause(int attempt, Deadline deadline, IOException cause) throws IOException {
        long limitMs = retries.pauseLimitMs(attempt);
        if (attempt + 1 >= retries.attempts() || deadline.remainingMs() <= limitMs) {
            throw cause;
        }
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(limitMs + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cause;
        }
    }

    /** S3 says that another try would be refused too. */
    private static final class Refused extends IOException {
        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message);
        }
    }
}
