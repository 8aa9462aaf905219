package plainstream.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** One request over one connection, as light as it can be, so that polling a starting server hardly slows it. */
final class Probe {
    private static final int LIMIT_MS = 10_000;
    private static final int STATUS_LINE = "HTTP/1.1 200".length();

    private Probe() {}

    /** How many bytes the answer to a request has, head and body. */
    static int bytes(int port, String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(LIMIT_MS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            var answer = new Answer();
            byte[] in = new byte[8_192];
            int total = 0;
            int read;
            do {
                read = socket.getInputStream().read(in);
                total += Math.max(0, read);
            } while (read >= 0 && !answer.add(ByteBuffer.wrap(in, 0, read)));
            return total;
        }
    }

    /** The status of a GET, or 0 when there was no answer. */
    static int status(int port, String path) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LIMIT_MS);
            socket.setSoTimeout(LIMIT_MS);
            String request = "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n\r\n".formatted(path, port);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            byte[] line = socket.getInputStream().readNBytes(STATUS_LINE);
            return line.length < STATUS_LINE ? 0 : Integer.parseInt(new String(line, 9, 3, StandardCharsets.US_ASCII));
        } catch (IOException e) {
            return 0;
        }
    }
}
