package plainstream.bench.decode;

import com.amazonaws.services.lambda.runtime.events.KafkaEvent;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import plainstream.consumer.event.MskEventReader;
import plainstream.consumer.event.PartitionRecords;
import plainstream.kit.Event;
import plainstream.kit.Made;
import plainstream.kit.MskEvent;

/**
 * Records per second and bytes per record of one event with 10,000 records of 300 bytes.
 *
 * <p>Beside JMH's clock each reader's thread tells its processor time, which says the same on a machine that does other
 * things as well.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(DecodeBenchmark.RECORDS)
public class DecodeBenchmark {
    static final int RECORDS = 10_000;

    /** With {@code cloudevents}, each record carries the six headers that the API writes. */
    @Param({"none", "cloudevents"})
    public String headers;

    private static final int VALUE_BYTES = 300;
    private byte[] event;

    /** JMH makes it. */
    public DecodeBenchmark() {}

    /** Makes the event. */
    @Setup
    public void make() {
        var id = "0b9a1c2d-3e4f-4a5b-8c6d-7e8f9a0b1c2d";
        var record = headers.equals("none")
                ? Made.plain("")
                : Made.event(Made.EVENTS, "plainstream.timestamp.v1", id, "", "");
        event = MskEvent.of(
                IntStream.range(0, RECORDS).mapToObj(i -> numbered(record, i)).toList());
    }

    /**
     * The product.
     *
     * @param cpu counts
     * @return the records
     * @throws IOException never, with this event
     */
    @Benchmark
    public List<PartitionRecords> plainstream(CpuTime cpu) throws IOException {
        return cpu.of(() -> MskEventReader.read(event));
    }

    /**
     * Jackson's parser, its tokens read by hand.
     *
     * @param cpu counts
     * @return the records
     * @throws IOException never, with this event
     */
    @Benchmark
    public List<JacksonReader.Record> jacksonStreaming(CpuTime cpu) throws IOException {
        return cpu.of(() -> JacksonReader.read(event));
    }

    /**
     * AWS's class, filled by databind, values decoded.
     *
     * @param cpu counts
     * @return the event
     * @throws IOException never, with this event
     */
    @Benchmark
    public KafkaEvent kafkaEventDatabind(CpuTime cpu) throws IOException {
        return cpu.of(() -> DatabindReader.read(event));
    }

    private static Event numbered(Event record, int number) {
        String head = "{\"id\":\"%08d\",\"text\":\"".formatted(number);
        String value = head + "x".repeat(VALUE_BYTES - head.length() - 2) + "\"}";
        return record.at(0, number).withKey(Event.bytes("key" + number % 1000)).withValue(Event.bytes(value));
    }
}
