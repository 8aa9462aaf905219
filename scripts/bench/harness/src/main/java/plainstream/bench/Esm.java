package plainstream.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import plainstream.esm.EventCounts;
import plainstream.esm.EventSourceMapping;
import plainstream.esm.FunctionPool;
import plainstream.esm.FunctionSpec;
import plainstream.esm.Mapping;
import plainstream.esm.MappingSettings;
import plainstream.esm.MskEvent;
import plainstream.esm.Pollers;
import plainstream.local.broker.Broker;

/**
 * The event source mapping beside a bare consumer that only builds the same JSON: records a second, of 200 bytes each. Then the tool itself,
 * with five invocations under way all the time and a heap of so many payloads for each: it gets through, or the bound does not hold.
 */
final class Esm implements Part.Work {
    private static final String TOPIC = "esm";
    private static final String WIDE_TOPIC = "esm-wide";
    /** Payloads of 6 MB for each of the five invocations: the records, their JSON, the event, its way out. */
    private static final int PAYLOADS_EACH = 4;

    private static final int VALUE_BYTES = 200;
    private static final int BATCH = 10_000;
    /** A million records are through in a second or two: the first millions would measure the JVM's compiler. */
    private static final int WARM_UP_ROUNDS = 4;

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final JsonFactory JSON = new JsonFactory();

    @Override
    public void run(Lab lab) throws Exception {
        try (var broker = lab.broker("esm");
                var function = new FunctionPool(noop(lab), TIMEOUT, 1)) {
            int records = lab.effort().esmRecords();
            fill(broker, TOPIC, 1, records);
            var turns = List.of(
                    new Rounds.Turn<>("bare consumer that builds the JSON", () -> bare(broker, records)),
                    new Rounds.Turn<>(
                            "event source mapping, no-op function", () -> mapping(broker, TOPIC, function, records)));
            lab.progress().say("Rounds that do not count, until the compiler is done");
            Rounds.take(WARM_UP_ROUNDS, turns, lab.progress(), "%,10.0f records/s"::formatted);
            var rounds = Rounds.take(lab.effort().rounds(), turns, lab.progress(), "%,10.0f records/s"::formatted);
            var rows = new ArrayList<List<String>>();
            for (var turn : turns) {
                rows.add(List.of(
                        turn.name(),
                        rounds.stat(turn.name(), rate -> rate).text(0),
                        rounds.ratio(turn.name(), turns.getFirst().name(), rate -> rate)
                                .text(2)));
            }
            lab.report()
                    .add(new Report.Table(
                            "Event source mapping, %,d records of %d bytes".formatted(records, VALUE_BYTES),
                            "One partition, one poller, batches of up to 10,000 records or 6 MB, the function a Java process of its own; after %d rounds that do not count."
                                    .formatted(WARM_UP_ROUNDS),
                            List.of("", "records/s", "× bare consumer"),
                            rows));
            fill(broker, WIDE_TOPIC, Pollers.INVOCATIONS, records);
            lab.report().add(memory(lab, broker, records));
        }
    }

    private static FunctionSpec noop(Lab lab) {
        var classPath = List.of(
                lab.product().jar("cold-empty"), lab.product().lib("cold-empty").resolve("*"));
        return FunctionSpec.java("noop", "plainstream.bench.empty.Handler", classPath, Map.of(), line -> {});
    }

    private static Report.Table memory(Lab lab, Broker broker, int records) throws Exception {
        int heapMb = Pollers.INVOCATIONS * PAYLOADS_EACH * 6;
        Path counts = lab.logs().resolve("esm-counts.jsonl");
        var tool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx" + heapMb + "m",
                        "-jar",
                        lab.product().esmJar().toString(),
                        "run",
                        "--bootstrap-servers=" + broker.bootstrapServers(),
                        "--topics=" + WIDE_TOPIC,
                        "--batch-size=" + BATCH,
                        "--maximum-batching-window-in-seconds=1",
                        "--code=" + lab.product().jar("cold-empty"),
                        "--handler=plainstream.bench.empty.Handler",
                        "--until-idle=5",
                        "--metrics=" + counts))
                .redirectErrorStream(true)
                .redirectOutput(lab.logs().resolve("esm-tool.log").toFile())
                .start();
        long peak = 0;
        while (!tool.waitFor(POLL)) {
            peak = Math.max(peak, Memory.residentBytes(tool.pid()));
        }
        boolean all = Files.readString(counts).contains("\"CommittedEventCount\":" + records + ",");
        if (tool.exitValue() != 0 || !all) {
            throw new IllegalStateException("the tool did not get through; see esm-tool.log");
        }
        return new Report.Table(
                "The tool's memory, %,d records".formatted(records),
                "Five partitions, so that five batches of up to 6 MB are under way; -Xmx is %d payloads for each of the five."
                        .formatted(PAYLOADS_EACH),
                List.of("", "MB"),
                List.of(
                        List.of("heap allowed", String.valueOf(heapMb)),
                        List.of("resident at most", String.valueOf(peak >> 20))));
    }

    private static void fill(Broker broker, String topic, int partitions, int records) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", (Object) broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                    .all()
                    .get();
        }
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "linger.ms", 20, "batch.size", 1 << 18);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < records; i++) {
                producer.send(new ProducerRecord<>(topic, i % partitions, null, new byte[VALUE_BYTES]));
            }
        }
    }

    private static double bare(Broker broker, int records) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "group.id",
                UUID.randomUUID().toString(),
                "auto.offset.reset",
                "earliest",
                "max.poll.records",
                BATCH);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            long start = 0;
            for (long read = 0; read < records; ) {
                var polled = consumer.poll(POLL);
                start = start == 0 && !polled.isEmpty() ? System.nanoTime() : start;
                read += polled.count();
                if (!polled.isEmpty() && json(polled) == 0) {
                    throw new IllegalStateException("no JSON was built");
                }
            }
            return records / ((System.nanoTime() - start) / 1e9);
        }
    }

    private static int json(Iterable<ConsumerRecord<byte[], byte[]>> records) {
        var out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartArray();
            for (var record : records) {
                json.writeStartObject();
                json.writeStringField("topic", record.topic());
                json.writeNumberField("partition", record.partition());
                json.writeNumberField("offset", record.offset());
                json.writeNumberField("timestamp", record.timestamp());
                json.writeStringField("timestampType", "CREATE_TIME");
                json.writeStringField("value", Base64.getEncoder().encodeToString(record.value()));
                json.writeArrayFieldStart("headers");
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return out.size();
    }

    /** Records a second from the first poll of a topic to its last commit. */
    static double mapping(Broker broker, String topic, FunctionPool function, int records) {
        var first = new AtomicLong();
        var counts = new EventCounts() {
            @Override
            public void polled(String mapping, List<Span> spans) {
                first.compareAndSet(0, System.nanoTime());
                super.polled(mapping, spans);
            }
        };
        var source = new MappingSettings.Source(
                List.of(topic),
                UUID.randomUUID().toString(),
                new MappingSettings.Start.TrimHorizon(),
                Pollers.fixed(1));
        var retry = new MappingSettings.Retry(-1, Duration.ZERO, false, POLL, POLL);
        var settings =
                new MappingSettings("bench", source, new MappingSettings.Batching(BATCH, Duration.ZERO), retry, false);
        var event = new MskEvent(MappingSettings.CLUSTER_ARN, broker.bootstrapServers());
        var mapping = new Mapping(settings, function, function.arn(), event, Optional.empty(), line -> {}, counts);
        try (var _ = EventSourceMapping.start(mapping)) {
            while (counts.count("CommittedEventCount") < records) {
                Thread.sleep(1);
            }
            return records / ((System.nanoTime() - first.get()) / 1e9);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while measuring", e);
        }
    }
}
