package plainstream.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import plainstream.kit.ApiProcess;

/** More connections at rest than the heap could hold. */
class CrowdIT {
    private static final int CONNECTIONS = 3_000;
    private static final byte[] HELLO = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String OK = "HTTP/1.1 200 OK";

    @Test
    void staysWithinItsHeap() throws IOException {
        List<Socket> clients = new ArrayList<>();
        try (ApiProcess api = ApiProcess.start(Map.of("_JAVA_OPTIONS", "-Xmx48m"))) {
            for (int i = 0; i < CONNECTIONS; i++) {
                clients.add(new Socket(InetAddress.getLoopbackAddress(), api.port()));
                assertEquals(OK, answer(clients.getLast()), "of connection " + i);
            }
            assertTrue(api.answers("/hello"));
            assertFalse(api.output().contains("OutOfMemory"), api::output);
        } finally {
            for (Socket client : clients) {
                client.close();
            }
        }
    }

    private static String answer(Socket client) throws IOException {
        client.setSoTimeout(20_000);
        client.getOutputStream().write(HELLO);
        return new String(client.getInputStream().readNBytes(OK.length()), StandardCharsets.US_ASCII);
    }
}
