package plainstream.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How fast an MSK event is read, and with how much garbage, by JMH in processes of its own: with C1 only, as on Lambda, and with C2. */
final class Decode implements Part.Work {
    private static final List<Compiler> COMPILERS = List.of(
            new Compiler("C1 only, as on Lambda", "-XX:TieredStopAtLevel=1"),
            new Compiler("C2 after C1", "-XX:+TieredCompilation"));
    private static final Map<String, String> READERS = Map.of(
            "plainstream",
            "Plainstream",
            "jacksonStreaming",
            "Jackson streaming",
            "kafkaEventDatabind",
            "KafkaEvent + databind");

    private record Compiler(String name, String option) {}

    @Override
    public void run(Lab lab) throws Exception {
        var rows = new ArrayList<List<String>>();
        for (Compiler compiler : COMPILERS) {
            var rounds = new ArrayList<JmhResults>();
            for (int round = 0; round < lab.effort().jmhRounds(); round++) {
                lab.progress()
                        .say(
                                "JMH, %s, round %d of %d",
                                compiler, round + 1, lab.effort().jmhRounds());
                rounds.add(JmhResults.read(jmh(lab, compiler.option())));
            }
            for (String headers : List.of("none", "cloudevents")) {
                addRows(rows, compiler.name(), headers, rounds);
                lab.report()
                        .fact(
                                "decode.%s.%s".formatted(compiler.name().substring(0, 2), headers),
                                overJackson("plainstream", headers, rounds).median());
            }
        }
        lab.report()
                .add(new Report.Table(
                        "Reading an MSK event of 10,000 records of 300 bytes",
                        "Records per second of one thread's processor time, and of the clock; medians, in brackets least and most. The event has "
                                + "5.5 MB without headers and 10.6 MB with the six that the API writes.",
                        List.of(
                                "",
                                "compiler",
                                "headers",
                                "records/CPU-s",
                                "× Jackson streaming",
                                "records/s",
                                "bytes/record"),
                        rows));
    }

    private static void addRows(List<List<String>> rows, String compiler, String headers, List<JmhResults> rounds) {
        for (String reader : List.of("plainstream", "jacksonStreaming", "kafkaEventDatabind")) {
            rows.add(List.of(
                    READERS.get(reader),
                    compiler,
                    headers,
                    Stat.of(rounds.stream()
                                    .map(r -> r.perCpuSecond(reader, headers))
                                    .toList())
                            .text(0),
                    overJackson(reader, headers, rounds).text(2),
                    Stat.of(rounds.stream().map(r -> r.score(reader, headers)).toList())
                            .text(0),
                    Stat.number(
                            Stat.of(rounds.stream()
                                            .map(r -> r.bytesPerRecord(reader, headers))
                                            .toList())
                                    .median(),
                            0)));
        }
    }

    private static Stat overJackson(String reader, String headers, List<JmhResults> rounds) {
        return Stat.of(rounds.stream()
                .map(r -> r.perCpuSecond(reader, headers) / r.perCpuSecond("jacksonStreaming", headers))
                .toList());
    }

    private static Path jmh(Lab lab, String compiler) throws IOException, InterruptedException {
        var output = lab.options().output().resolve("jmh.csv");
        String iterations = String.valueOf(lab.effort().jmhIterations());
        String millis = lab.effort().jmhMillis() + "ms";
        var command = List.of(
                Contenders.jdk().toString(),
                "-cp",
                classPath(lab.product()),
                "org.openjdk.jmh.Main",
                "DecodeBenchmark",
                "-f",
                "1",
                "-wi",
                iterations,
                "-i",
                iterations,
                "-w",
                millis,
                "-r",
                millis,
                "-prof",
                "gc",
                "-jvmArgs",
                compiler + " -XX:+UseSerialGC -Xms512m -Xmx512m",
                "-rf",
                "csv",
                "-rff",
                output.toString());
        var log = lab.logs().resolve("jmh.log").toFile();
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("JMH failed, see " + log);
        }
        return output;
    }

    static String classPath(Product product) {
        return String.join(
                File.pathSeparator,
                product.classPath("decode"),
                product.consumerJar().toString(),
                product.kitJar().toString());
    }
}
