package plainstream.consumer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import plainstream.consumer.batch.BatchFailedException;
import plainstream.consumer.dynamodb.MemoryTables;
import plainstream.consumer.dynamodb.MemoryTables.Fate;
import plainstream.esm.Chaos;
import plainstream.esm.FunctionError;
import plainstream.esm.Mapping;
import plainstream.esm.MappingSettings;
import plainstream.esm.MskEvent;
import plainstream.esm.Pollers;
import plainstream.kit.Event;

/**
 * One seed's history as the local event source mapping delivers it: its retries, halves and partial responses, and its chaos on top, which
 * gives batches twice and in parts, loses answers, refuses and kills. Everything follows from the seed.
 */
final class MappedHistory {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T04:00:00Z"), ZoneOffset.UTC);
    private static final int MOST_CALLS = 8;

    private final long seed;
    private final Random random;
    private final MemoryTables tables;
    private final History history;
    private final Map<String, String> environment;
    private final List<String> told = new ArrayList<>();
    private EventsHandler handler;
    private int invocations;
    private int killedAt = Integer.MAX_VALUE;

    MappedHistory(long seed, MemoryTables tables) {
        this.seed = seed;
        this.random = new Random(~seed);
        this.tables = tables;
        this.history = new History(seed, tables);
        this.environment = new HashMap<>(history.environment());
        // Side by side, requests would find their faults in another order each time.
        environment.put("DYNAMODB_CONNECTIONS", "1");
        this.handler = new EventsHandler(environment, CLOCK);
    }

    History history() {
        return history;
    }

    /** Every trouble, retry and invocation, in order. */
    List<String> told() {
        return told;
    }

    /** Delivers every record; now and then from before what is committed on, as after a rewound group. */
    void run() {
        Mapping mapping = mapping();
        int[] sizes = history.sizes();
        int[] committed = new int[sizes.length];
        while (!Arrays.equals(committed, sizes)) {
            int[][] ranges = new int[2][sizes.length];
            for (int i = 0; i < sizes.length; i++) {
                ranges[0][i] = random.nextInt(4) == 0 ? random.nextInt(committed[i] + 1) : committed[i];
                ranges[1][i] = Math.min(sizes[i], Math.max(committed[i], ranges[0][i] + random.nextInt(12)));
            }
            var batch = history.event(ranges).records().stream()
                    .map(MappedHistory::record)
                    .toList();
            if (!batch.isEmpty()) {
                mapping.deliver(batch)
                        .forEach((partition, next) -> committed[partition.partition()] =
                                Math.max(committed[partition.partition()], next.intValue()));
            }
        }
    }

    private Mapping mapping() {
        boolean partial = Boolean.parseBoolean(environment.get("PARTIAL_BATCH_RESPONSE"));
        var settings = new MappingSettings(
                "chaos",
                new MappingSettings.Source(
                        List.of("events"), "g", new MappingSettings.Start.TrimHorizon(), Pollers.fixed(1)),
                new MappingSettings.Batching(100, Duration.ZERO),
                new MappingSettings.Retry(-1, Duration.ZERO, random.nextBoolean(), Duration.ZERO, Duration.ZERO),
                partial);
        var chaos = new Chaos(this::invoke, ms -> killedAt = ms % MOST_CALLS, seed, told::add);
        var event = new MskEvent(MappingSettings.CLUSTER_ARN, "b:9092");
        return new Mapping(settings, chaos, "arn", event, Optional.empty(), told::add);
    }

    private byte[] invoke(byte[] event) throws FunctionError {
        tables.plan(faults());
        var answer = new ByteArrayOutputStream();
        try {
            handler.handleRequest(new ByteArrayInputStream(event), answer, new TestContext(60_000));
            told.add("answer " + answer);
            return answer.toByteArray();
        } catch (BatchFailedException e) {
            told.add("failed");
            handler = new EventsHandler(environment, CLOCK);
            throw new FunctionError("Unhandled", String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            killedAt = Integer.MAX_VALUE;
        }
    }

    /** Mostly none; a killed invocation fails from some call on. */
    private java.util.function.BiFunction<String, String, Fate> faults() {
        Random dice = new Random(seed * 1_000_003 + invocations++);
        int killed = killedAt;
        int[] calls = {0};
        return (operation, body) -> {
            synchronized (dice) {
                if (calls[0]++ >= killed) {
                    return Fate.DENIED;
                }
                int face = dice.nextInt(30);
                return face == 0 ? Fate.THROTTLED : face < 3 ? Fate.UNHEARD : Fate.DONE;
            }
        };
    }

    private static ConsumerRecord<byte[], byte[]> record(Event event) {
        var headers = new RecordHeaders();
        event.headers().forEach(header -> headers.add(header.name(), header.value()));
        return new ConsumerRecord<>(
                event.topic(),
                event.partition(),
                event.offset(),
                event.timestampMs(),
                TimestampType.CREATE_TIME,
                0,
                0,
                event.key(),
                event.value(),
                headers,
                Optional.empty());
    }
}
