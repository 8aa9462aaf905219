package plainstream.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** Bytes off a socket. */
final class Wire {
    private Wire() {}

    /** All there is until the other side closes, resets, or is silent for the socket's timeout. */
    static String readAll(Socket socket) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[4_096];
        try {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                bytes.write(buffer, 0, n);
            }
        } catch (SocketTimeoutException | SocketException e) {
            // What has come so far is the answer.
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    static String status(String answer) {
        return answer.isEmpty() ? "" : answer.substring(0, Math.max(0, answer.indexOf('\r')));
    }

    /** A like with such a body, framed so. */
    static String likes(String framing, String body) {
        return "POST /likes HTTP/1.1\nHost: a\nContent-Type: application/json\n" + framing + "\n" + body;
    }
}
