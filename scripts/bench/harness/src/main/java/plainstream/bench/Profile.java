package plainstream.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordingFile;

/** On what the API spends its processor time, by the samples of it that the JVM takes (JEP 509; Linux). */
final class Profile implements Part.Work {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration LOAD = Duration.ofSeconds(20);
    private static final int CONNECTIONS = 64;
    private static final String SAMPLE = "jdk.CPUTimeSample";
    private static final String SETTINGS = """
            <?xml version="1.0" encoding="UTF-8"?>
            <configuration version="2.0">
              <event name="%s">
                <setting name="enabled">true</setting>
                <setting name="throttle">10ms</setting>
              </event>
            </configuration>
            """;

    @Override
    public void run(Lab lab) throws Exception {
        var settings = Files.writeString(lab.options().output().resolve("profile.jfc"), SETTINGS.formatted(SAMPLE));
        var recording = lab.options().output().resolve("profile.jfr");
        Files.deleteIfExists(recording);
        var api = new Contenders(lab.product()).api();
        try (var broker = lab.broker("profile");
                var server = lab.start(api, broker.bootstrapServers())) {
            server.await("/current_time?name=Paul", START_LIMIT);
            var requests = Requests.currentTime(server.port());
            lab.load().run(requests, CONNECTIONS, lab.effort().warmUp());
            Jcmd.run(server.handle().pid(), "JFR.start", "name=profile", "settings=" + settings);
            lab.load().run(requests, CONNECTIONS, LOAD);
            Jcmd.run(server.handle().pid(), "JFR.dump", "name=profile", "filename=" + recording);
        }
        report(lab, shares(recording));
    }

    private static Map<Share, Integer> shares(Path recording) throws IOException {
        var shares = new EnumMap<Share, Integer>(Share.class);
        try (var file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                var event = file.readEvent();
                if (event.getEventType().getName().equals(SAMPLE)) {
                    shares.merge(Share.of(event), 1, Integer::sum);
                }
            }
        }
        return shares;
    }

    private static void report(Lab lab, Map<Share, Integer> shares) {
        int samples = shares.values().stream().mapToInt(Integer::intValue).sum();
        var rows = new ArrayList<List<String>>();
        shares.entrySet().stream()
                .sorted(Map.Entry.<Share, Integer>comparingByValue().reversed())
                .forEach(share -> {
                    double percent = 100.0 * share.getValue() / samples;
                    lab.report().fact("profile." + share.getKey().label(), percent);
                    rows.add(List.of(share.getKey().label(), Stat.number(percent, 1), "█".repeat((int)
                                    Math.round(percent / 2))));
                });
        lab.report()
                .add(new Report.Table(
                        "Where the API's processor time goes",
                        "%,d samples of 10 ms, over %d connections.".formatted(samples, CONNECTIONS),
                        List.of("", "%", ""),
                        rows));
    }
}
