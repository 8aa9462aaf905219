package plainstream.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import plainstream.local.broker.Broker;

/** {@link ProducerLoop} in its own process, seen from here. */
final class Producer implements AutoCloseable {
    private final Process process;
    private final PrintStream orders;
    private final BufferedReader answers;

    private Producer(Process process) {
        this.process = process;
        this.orders = new PrintStream(process.getOutputStream(), true);
        this.answers = process.inputReader();
    }

    static Producer start(Lab lab, Broker broker) throws IOException {
        var command = new ArrayList<>(List.of(Contenders.jdk().toString()));
        command.addAll(lab.contenders().options());
        command.addAll(List.of("-cp", lab.product().classPath("harness"), ProducerLoop.class.getName()));
        command.add(broker.bootstrapServers());
        var log = lab.logs().resolve("producer.log").toFile();
        return new Producer(new ProcessBuilder(command).redirectError(log).start());
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    Sample run(int underWay, Duration duration) {
        orders.println(underWay + " " + duration.toMillis());
        try {
            return new Sample(Double.parseDouble(answers.readLine()), Double.NaN, Double.NaN, Double.NaN, 0);
        } catch (IOException e) {
            throw new UncheckedIOException("the producer loop is gone", e);
        }
    }

    /** The end of its input ends it. */
    @Override
    public void close() throws IOException {
        orders.close();
        process.onExit().join();
        answers.close();
    }
}
