package plainstream.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One exchange of raw bytes: everything is sent, then nothing more comes, and all answers are read until the server ends. */
final class Wire {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3}) ");
    /** Longer than the API waits for any client. */
    private static final int READ_LIMIT_MS = 25_000;

    /**
     * What came back.
     *
     * @param statuses of all answers, for instance {@code "200 400"}; {@code ""} for none, {@code "hang"} for no end
     * @param text all that came, one character per byte
     */
    record Result(String statuses, String text) {
        /** No answer in time, or a 5xx, other than the JDK's own refusal of a transfer coding. */
        boolean failed() {
            var ours = text.replace("HTTP/1.1 501 Not Implemented", "");
            return statuses.equals("hang") || Wire.statuses(ours).matches(".*\\b5\\d\\d\\b.*");
        }
    }

    private Wire() {}

    /** The request has one character per byte (ISO 8859-1). */
    static Result send(int port, String request) {
        var answer = new ByteArrayOutputStream();
        try (var socket = new Socket()) {
            socket.setSoTimeout(READ_LIMIT_MS);
            socket.connect(new InetSocketAddress("127.0.0.1", port), READ_LIMIT_MS);
            var reader = Thread.startVirtualThread(() -> write(socket, request));
            socket.getInputStream().transferTo(answer);
            reader.join();
        } catch (SocketTimeoutException e) {
            return new Result("hang", text(answer));
        } catch (IOException e) {
            // A reset after the answer: what was read before it counts.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new Result(statuses(text(answer)), text(answer));
    }

    // Beside the reading: a server that answers early and stops reading must not block this client.
    private static void write(Socket socket, String request) {
        try {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
        } catch (IOException e) {
            // The server had enough; its answer says why.
        }
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    private static String statuses(String text) {
        return STATUS.matcher(text).results().map(match -> match.group(1)).collect(Collectors.joining(" "));
    }
}
