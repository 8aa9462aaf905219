package plainstream.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import plainstream.kit.Repository;

/** The page as the API alone serves it, as on AWS: no live view, and links to where one looks there. */
class ElsewhereIT {
    private static final String LINKS =
            "{\"dashboard\":\"https://console.example/dashboard\",\"source\":\"https://code.example/blob/main/\"}";

    @Test
    void saysWhereToLookAndStillActs() throws IOException, InterruptedException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        "api/target/plainstream-api-1.0.0.jar")
                .directory(Repository.ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("PORT", String.valueOf(port));
        builder.environment().put("PAGE_LINKS", LINKS);
        var api = builder.start();
        try (var browser = Browser.start(URI.create("http://127.0.0.1:" + port))) {
            awaitListening(port);
            browser.open(1280, 900, "light");
            assertEquals(
                    "https://console.example/dashboard",
                    browser.find("#dashboard a").getAttribute("href"));
            assertTrue(browser.text("#logs").contains("No link is set"));
            assertEquals(0, browser.all("#speed").size());
            browser.click("#actions", "Record the time");
            browser.awaitText("#answer", "202 Accepted");
            browser.screenshot("elsewhere");
            browser.assertClean();
        } finally {
            api.destroy();
            api.waitFor();
        }
    }

    private static void awaitListening(int port) {
        for (int tries = 0; tries < 400; tries++) {
            try {
                new Socket("127.0.0.1", port).close();
                return;
            } catch (IOException e) {
                Browser.pause();
            }
        }
        throw new AssertionError("the API does not listen");
    }
}
