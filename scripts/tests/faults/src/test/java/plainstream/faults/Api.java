package plainstream.faults;

import java.util.HashMap;
import java.util.Map;
import plainstream.esm.host.Ports;
import plainstream.kit.ApiProcess;

/** The API on a broker of the test, quiet, so that its port cannot be read from its log. */
final class Api {
    private Api() {}

    /** Starts it and waits until it is ready. */
    static ApiProcess start(String bootstrapServers, Map<String, String> settings) {
        return launch(bootstrapServers, settings).awaitReady();
    }

    /** Starts it and waits for nothing. */
    static ApiProcess launch(String bootstrapServers, Map<String, String> settings) {
        var environment = new HashMap<>(Map.of("LOG_LEVEL", "WARNING"));
        environment.putAll(settings);
        environment.put("PORT", String.valueOf(Ports.free()));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
        return ApiProcess.start(environment);
    }
}
