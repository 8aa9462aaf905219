package plainstream.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import plainstream.esm.host.Ports;

class SettingsTest {
    @Test
    void readsEverySetting() {
        var environment = ports();
        environment.put("KEEP", "1");
        var settings = Settings.of(environment);
        assertEquals(Integer.valueOf(environment.get("LB_PORT")), settings.port("LB_PORT"));
        assertEquals(environment.get("API_PORT"), settings.values().get("API_PORT"));
        assertTrue(settings.keep());
        assertFalse(Settings.of(ports()).keep());
    }

    @Test
    void understandsEveryUsualWordForKeepAndRefusesOthers() {
        for (String word : List.of("1", "true", "TRUE", "yes", "on")) {
            assertTrue(kept(word), word);
        }
        for (String word : List.of("", "0", "false", "no", "off")) {
            assertFalse(kept(word), word);
        }
        var error = assertThrows(IllegalArgumentException.class, () -> kept("ture"));
        assertEquals(
                "KEEP is \"ture\": 1 or true keeps the data of the last run, 0 or false does not", error.getMessage());
    }

    private static boolean kept(String keep) {
        var environment = ports();
        environment.put("KEEP", keep);
        return Settings.of(environment).keep();
    }

    @Test
    void hasTheDocumentedDefaults() {
        assertEquals(
                Map.of("LB_PORT", 8000, "API_PORT", 8080, "KAFKA_PORT", 9092, "DYNAMODB_PORT", 8001),
                Settings.DEFAULTS);
    }

    @Test
    void tellsAllFaultsAtOnceWithPortAndVariable() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            var environment = ports();
            environment.put("KAFKA_PORT", String.valueOf(taken.getLocalPort()));
            environment.put("API_PORT", "http");
            environment.put("LB_PORT", "70000");
            var error = assertThrows(IllegalArgumentException.class, () -> Settings.of(environment));
            assertEquals("""
                    LB_PORT is "70000": a port is a number from 1 to 65535
                    API_PORT is "http": a port is a number from 1 to 65535
                    port %d is in use: stop what uses it, or choose another with KAFKA_PORT=…""".formatted(taken.getLocalPort()), error.getMessage());
        }
    }

    private static Map<String, String> ports() {
        var ports = new HashMap<String, String>();
        Settings.DEFAULTS.keySet().forEach(name -> ports.put(name, String.valueOf(Ports.free())));
        return ports;
    }
}
