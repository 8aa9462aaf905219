package plainstream.api;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import plainstream.api.time.Pause;

/**
 * A line of {@code probe.txt}.
 *
 * @param name what is odd about the request
 * @param rfc number and section
 * @param right a regular expression of the statuses
 * @param bytes one character per byte, in pieces between which the client pauses
 */
record ProbeCase(String name, String rfc, String right, List<String> bytes) {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})");
    private static final Pattern MANY = Pattern.compile("\\{(.)\\*(\\d+)}");
    private static final Pattern HEX = Pattern.compile("\\\\x(..)");
    private static final Duration PAUSE = Duration.ofMillis(40);

    static List<ProbeCase> all() throws IOException {
        try (InputStream in = ProbeCase.class.getResourceAsStream("probe.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" \\| ", 4))
                    .map(cell -> new ProbeCase(
                            cell[0], cell[1], cell[2], List.of(unescape(cell[3]).split("¦"))))
                    .toList();
        }
    }

    private static String unescape(String text) {
        String many = MANY.matcher(text).replaceAll(m -> m.group(1).repeat(Integer.parseInt(m.group(2))));
        String plain = many.replace("⏎", "\r\n").replace("\\r", "\r").replace("\\n", "\n");
        return HEX.matcher(plain.replace("\\t", "\t").replace("\\0", "\0"))
                .replaceAll(m ->
                        java.util.regex.Matcher.quoteReplacement(Character.toString(Integer.parseInt(m.group(1), 16))));
    }

    /** The statuses that a server gives, "closed" for none, "open" if it neither answers nor closes. */
    String ask(int port) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(4_000);
            Thread.startVirtualThread(() -> send(socket));
            String answer = Wire.readAll(socket);
            String statuses =
                    STATUS.matcher(answer).results().map(m -> m.group(1)).collect(Collectors.joining(" "));
            return statuses.isEmpty() ? "closed" : statuses;
        }
    }

    private void send(Socket socket) {
        try {
            for (String piece : bytes) {
                socket.getOutputStream().write(piece.getBytes(StandardCharsets.ISO_8859_1));
                Pause.of(bytes.size() > 1 ? PAUSE : Duration.ZERO);
            }
            socket.shutdownOutput();
        } catch (IOException e) {
            // The server had enough; its answer says why.
        }
    }

    boolean isRight(String statuses) {
        return statuses.matches(right.replace("2xx", "20[0-4]"));
    }
}
