package plainstream.faults;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import plainstream.consumer.json.Json;
import plainstream.kit.Event;

/** Hostile bytes: each request is answered or its connection closed, no answer is a 5xx, and others are served meanwhile. */
@Tag("faults")
class HostileHttpIT {
    private static final int MUTATIONS = Integer.getInteger("faults.mutations", 5_000);
    private static final int CLIENTS = 16;

    @Test
    void answersEveryHostileRequestAsStated() {
        attack(
                "hostile requests",
                HostileRequests.all().stream().map(HostileHttpIT::trial).toList());
    }

    @Test
    void survivesMutationsOfGoodRequests() {
        var random = Seed.random("mutations");
        var trials = Stream.generate(() -> Mutations.of(random))
                .limit(MUTATIONS)
                .map(HostileHttpIT::trial)
                .toList();
        attack("mutated requests (seed " + Seed.VALUE + ")", trials);
    }

    /** Sends something; gives what was wrong with the answer, or "". */
    private interface Trial {
        String run(int port);
    }

    private static Trial trial(HostileRequests.Case hostile) {
        return port -> {
            var statuses = Wire.send(port, hostile.bytes()).statuses();
            return statuses.matches(hostile.expected())
                    ? ""
                    : hostile.name() + " -> " + statuses + ", not " + hostile.expected();
        };
    }

    private static Trial trial(String mutated) {
        return port -> {
            var result = Wire.send(port, mutated);
            return result.failed() ? result.statuses() + " for " + mutated : "";
        };
    }

    private static void attack(String name, List<Trial> trials) {
        try (var api = Api.start(SharedBroker.bootstrapServers(), Map.of("LOG_LEVEL", "INFO"));
                var probe = Probe.start(api.port())) {
            var wrong = run(trials, api.port());
            probe.end();
            long stop = Stops.stop(api);
            Promise.print(
                    name,
                    "%,d sent, %d answered wrongly, %,d others served meanwhile, %d not, longest %s, stopped in %s",
                    trials.size(),
                    wrong.size(),
                    probe.served(),
                    probe.failed(),
                    Promise.seconds(probe.longestNanos()),
                    Promise.seconds(stop));
            assertAll(
                    () -> assertEquals("", String.join("\n", wrong)),
                    () -> assertEquals(0, probe.failed()),
                    () -> assertTrue(probe.longestNanos() < Probe.LIMIT_NANOS),
                    () -> Stops.assertImmediate(stop),
                    () -> assertEveryLogLineIsOneObject(api.output()));
        }
    }

    private static List<String> run(List<Trial> trials, int port) {
        try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
            var results = trials.stream()
                    .map(trial -> clients.submit(() -> trial.run(port)))
                    .toList();
            return results.stream()
                    .map(HostileHttpIT::resultOf)
                    .filter(wrong -> !wrong.isEmpty())
                    .toList();
        }
    }

    private static String resultOf(Future<String> trial) {
        try {
            return trial.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** What a client sends never starts a line of its own in the log. */
    private static void assertEveryLogLineIsOneObject(String output) {
        output.lines().forEach(line -> Json.parse(Event.bytes(line)).asObject());
    }
}
