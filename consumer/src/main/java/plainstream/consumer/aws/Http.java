package plainstream.consumer.aws;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketException;
import java.net.URI;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/**
 * One HTTP exchange over {@link HttpURLConnection}, which starts four times as fast as {@code java.net.http} (55 ms of CPU, not
 * 295), but needs its habits broken first.
 */
public final class Http {
    /** Idle connections are kept as long as DynamoDB keeps them, about; the JDK's own choice is 5 s. */
    private static final String KEEP_ALIVE_S = "55";

    static {
        // A POST that failed after it was sent is ours to repeat (we count attempts), never silently the JDK's.
        System.setProperty("sun.net.http.retryPost", "false");
        System.setProperty("http.keepAlive.time.server", KEEP_ALIVE_S);
        System.setProperty("http.agent", "plainstream");
    }

    private Http() {}

    /**
     * The bounds of one exchange.
     *
     * @param connectTimeoutMs how long connecting may take, TLS not counted
     * @param readTimeoutMs how long the server may be silent
     * @param maxBytes how large an answer may be
     */
    public record Limits(int connectTimeoutMs, int readTimeoutMs, int maxBytes) {}

    /**
     * Keeps as many idle connections as there are callers, so that none is opened per call. Before the first use, once.
     *
     * @param connections the largest number of exchanges at one time
     */
    public static void keep(int connections) {
        System.setProperty("http.maxConnections", Integer.toString(connections));
    }

    /**
     * The header Host as the JDK will send it, since it is signed.
     *
     * @param uri where a request goes
     * @return the host, with its port if that is not the scheme's own
     */
    public static String host(URI uri) {
        int standard = "https".equals(uri.getScheme()) ? 443 : 80;
        return uri.getPort() == -1 || uri.getPort() == standard ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }

    /**
     * Sends a request and reads the answer to its end, whatever its status, so that the connection can be used again. It is sent a second
     * time if the connection dies before the answer.
     *
     * @return the answer; a redirect is an answer too
     * @throws IOException if there is no complete answer within the bounds
     */
    public static HttpAnswer send(HttpRequest request, Limits limits) throws IOException {
        HttpURLConnection connection = open(request, limits);
        try {
            return exchange(connection, request, limits);
        } catch (SocketException | SSLException e) {
            if (e instanceof ConnectException || e instanceof SSLHandshakeException) {
                throw e;
            }
        }
        return exchange(checked(open(request, limits), request), request, limits);
    }

    /**
     * A connection that died without an answer is mostly one that the server closed while it rested (on Lambda, every thaw ends such a rest),
     * and the next in the pool is as dead. The JDK looks at a pooled connection before it uses it, and opens a new one if it is dead, when
     * the body is streamed: that look takes a millisecond, so only the second exchange pays for it.
     */
    private static HttpURLConnection checked(HttpURLConnection connection, HttpRequest request) {
        if (request.body().length > 0) {
            connection.setFixedLengthStreamingMode(request.body().length);
        }
        return connection;
    }

    private static HttpAnswer exchange(HttpURLConnection connection, HttpRequest request, Limits limits)
            throws IOException {
        if (request.body().length > 0) {
            connection.setDoOutput(true);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(request.body());
            }
        }
        int status = connection.getResponseCode();
        try (InputStream in = status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
            return new HttpAnswer(status, in == null ? new byte[0] : read(in, limits.maxBytes(), connection));
        }
    }

    private static HttpURLConnection open(HttpRequest request, Limits limits) throws IOException {
        // No proxy: finding one out costs a cold start several milliseconds, and credentials go to AWS alone.
        HttpURLConnection connection = (HttpURLConnection) request.uri().toURL().openConnection(Proxy.NO_PROXY);
        connection.setRequestMethod(request.method());
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setConnectTimeout(limits.connectTimeoutMs());
        connection.setReadTimeout(limits.readTimeoutMs());
        connection.setRequestProperty("Accept", "*/*");
        for (HttpHeader header : request.headers()) {
            connection.setRequestProperty(header.name(), header.value());
        }
        return connection;
    }

    private static byte[] read(InputStream in, int maxBytes, HttpURLConnection connection) throws IOException {
        byte[] body = in.readNBytes(maxBytes);
        if (body.length == maxBytes && in.read() >= 0) {
            connection.disconnect();
            throw new IOException("the answer is larger than " + maxBytes + " bytes");
        }
        return body;
    }
}
