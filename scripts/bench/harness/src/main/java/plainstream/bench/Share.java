package plainstream.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;

/** What a sample of the API's processor time was spent on: the first of these that its stack tells. */
enum Share {
    LINES("access line and metrics", in("plainstream.api.http.AccessLog").or(in("plainstream.api.log."))),
    SENDER("Kafka: its sender's thread", in("org.apache.kafka.clients.producer.internals.Sender.run")),
    SEND("Kafka: a record into its batch", in("plainstream.api.kafka.").or(in("org.apache.kafka."))),
    WRITE("socket: write", in("sun.nio.ch.SocketChannelImpl.write").or(in("sun.nio.ch.SocketDispatcher.write"))),
    READ("socket: read", in("sun.nio.ch.SocketChannelImpl.read").or(in("sun.nio.ch.SocketDispatcher.read"))),
    DISPATCHER("JDK's server: its dispatcher", in("sun.net.httpserver.ServerImpl$Dispatcher")),
    DECIDE("rules, routes, event and its JSON", in("plainstream.api.http.Boundary.decide")),
    ANSWER("headers of the answer", in("plainstream.api.http.Boundary.answer")),
    PARSE("JDK's server: reading the request", in("sun.net.httpserver.Request")),
    SERVER("JDK's server: the rest", in("sun.net.httpserver.")),
    THREADS("virtual threads", in("java.lang.VirtualThread").or(in("java.util.concurrent."))),
    OTHER("what is left", frame -> true);

    private final String label;
    private final Predicate<String> rule;

    Share(String label, Predicate<String> rule) {
        this.label = label;
        this.rule = rule;
    }

    String label() {
        return label;
    }

    private static Predicate<String> in(String place) {
        return frame -> frame.startsWith(place);
    }

    static Share of(RecordedEvent sample) {
        RecordedStackTrace stack = sample.getStackTrace();
        var frames = stack == null
                ? List.<String>of()
                : stack.getFrames().stream().map(Share::name).toList();
        return Arrays.stream(values())
                .filter(share -> frames.stream().anyMatch(share.rule))
                .findFirst()
                .orElse(OTHER);
    }

    private static String name(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
    }
}
