package plainstream.bench.decode;

import com.amazonaws.services.lambda.runtime.events.KafkaEvent;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import plainstream.bench.MskEvent;
import plainstream.consumer.event.MskEventReader;
import plainstream.consumer.event.PartitionRecords;

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
        var shape = headers.equals("none") ? MskEvent.bare() : MskEvent.cloudEvents();
        event = shape.bytes(0, RECORDS, DecodeBenchmark::value);
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

    private static String value(int number) {
        String head = "{\"id\":\"%08d\",\"text\":\"".formatted(number);
        return head + "x".repeat(VALUE_BYTES - head.length() - 2) + "\"}";
    }
}
