package plainstream.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import plainstream.esm.FunctionPool;
import plainstream.esm.FunctionSpec;
import plainstream.kit.Event;
import plainstream.kit.Made;
import plainstream.local.broker.Broker;
import plainstream.local.database.DynamoDb;

/**
 * What one partition and one function hold: a partition has one invocation at a time, so that whatever has one key goes no faster. From a
 * topic of one partition by the event source mapping through the function {@code events} into DynamoDB Local.
 */
final class Ceiling implements Part.Work {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int MOVIES = 100;
    private static final int MOST = 100_000;

    private record Kind(String name, String topic, int share, LongFunction<Event> record) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("likes of one movie", "one", 1, n -> Made.like("tt-one", id(n))),
            new Kind("likes of 100 movies", "many", 1, n -> Made.like("tt%04d".formatted(n % MOVIES), id(n))),
            new Kind(
                    "likes of one movie, each with a key",
                    "keyed",
                    20,
                    n -> Made.like("tt-keyed", id(n)).keyed()),
            new Kind("timestamps", "timestamps", 10, n -> Made.timestamp(id(n))));

    private static String id(long number) {
        return "0b9a1c2d-3e4f-4a5b-8c6d-%012d".formatted(number);
    }

    @Override
    public void run(Lab lab) throws Exception {
        var rows = new ArrayList<List<String>>();
        try (var broker = lab.broker("ceiling");
                var dynamoDb = DynamoDb.start();
                var function = new FunctionPool(events(lab, dynamoDb), TIMEOUT, 1)) {
            new DynamoTables(dynamoDb.endpoint()).create(lab.product().root());
            for (Kind kind : KINDS) {
                rows.add(measure(lab, broker, function, kind));
            }
        }
        lab.report()
                .add(new Report.Table(
                        "One partition, one function",
                        "Records a second, with the API's headers, from the first poll to the last commit; batches of up to 10,000 records or 6 MB. "
                                + "Broker, mapping, function (C1 only) and DynamoDB Local share this machine's processors.",
                        List.of("", "records", "records/s"),
                        rows));
    }

    private static List<String> measure(Lab lab, Broker broker, FunctionPool function, Kind kind) throws Exception {
        int records = Math.min(MOST, lab.effort().esmRecords()) / kind.share();
        var rates = new ArrayList<Double>();
        for (int round = 0; round <= lab.effort().scaleRounds(); round++) {
            String topic = kind.topic() + round;
            fill(broker, topic, kind, round * records, records);
            double rate = Esm.mapping(broker, topic, function, records);
            lab.progress().say("%-36s %,10.0f records/s", kind.name(), rate);
            rates.add(rate);
        }
        // The first warms the function up.
        var stat = Stat.of(rates.subList(1, rates.size()));
        lab.report().fact("ceiling." + kind.topic(), stat.median());
        return List.of(kind.name(), Stat.number(records, 0), stat.text(0));
    }

    private static FunctionSpec events(Lab lab, DynamoDb dynamoDb) {
        var environment = Map.of(
                "AWS_REGION", "eu-west-1",
                "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "local",
                "AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.endpoint().toString(),
                "TABLE_PREFIX", DynamoTables.PREFIX);
        var classPath = List.of(lab.product().functionLib().resolve("*"));
        return FunctionSpec.java("events", "plainstream.consumer.EventsHandler", classPath, environment, line -> {});
    }

    private static void fill(Broker broker, String topic, Kind kind, int first, int records) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", (Object) broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "linger.ms", 20, "batch.size", 1 << 18);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = first; i < first + records; i++) {
                producer.send(record(topic, kind, i));
            }
        }
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, Kind kind, int number) {
        var made = kind.record().apply(number);
        var record = new ProducerRecord<>(topic, 0, made.key(), made.value());
        made.headers().forEach(header -> record.headers().add(header.name(), header.value()));
        return record;
    }
}
