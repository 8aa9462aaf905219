package plainstream.tools.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What our own classes may name. */
final class Rules {

    private static final String API = "plainstream.api";
    private static final String CONSUMER = "plainstream.consumer";
    private static final String LAMBDA = "com.amazonaws.services.lambda.runtime";
    private static final String KAFKA = "org.apache.kafka";

    /** {@code java.*}, and the two families of packages in java.base that do not begin so. */
    private static final List<String> JDK = List.of("java", "javax.crypto", "javax.net");

    private Rules() {}

    /** The two halves meet on the wire only. */
    static List<Finding> separate(ClassPath api, ClassPath consumer) {
        List<Finding> findings = new ArrayList<>();
        findings.addAll(names(
                "the API",
                api,
                name -> !within(name, CONSUMER),
                "both halves speak through events: write what it needs anew"));
        findings.addAll(names(
                "the consumer",
                consumer,
                name -> !within(name, API),
                "both halves speak through events: write what it needs anew"));
        return findings;
    }

    /** The API: JDK, its HTTP server, Kafka. */
    static List<Finding> api(ClassPath api) {
        return names(
                "the API",
                api,
                name -> isJdk(name)
                        || within(name, API)
                        || within(name, "com.sun.net.httpserver")
                        || within(name, KAFKA),
                "use the JDK: what ships is java.*, the JDK's HTTP server and kafka-clients");
    }

    /** The consumer: JDK and the handlers' interface; Kafka in the package that publishes what it has enriched. */
    static List<Finding> consumer(ClassPath consumer) {
        List<Finding> findings = new ArrayList<>();
        for (ClassFacts facts : consumer.classes().values()) {
            boolean enriches =
                    within(facts.name(), CONSUMER + ".enrich") || facts.name().startsWith(CONSUMER + ".Enrichment");
            Predicate<String> allowed = name ->
                    isJdk(name) || within(name, CONSUMER) || within(name, LAMBDA) || enriches && within(name, KAFKA);
            findings.addAll(names(
                    "the consumer",
                    facts,
                    allowed,
                    "use java.*: a cold start pays for every class, and only the enrichment has Kafka's layer"));
        }
        return findings;
    }

    /** No reflection, serialization, other process, Unsafe or native code in what we ship. */
    static List<Finding> powers(ClassPath ours) {
        List<Finding> findings = new ArrayList<>();
        for (Map<Powers, Set<String>> used : Powers.used(ours).values()) {
            used.forEach((power, classes) -> classes.forEach(name -> findings.add(new Finding(
                    name + " uses " + power,
                    "write it in plain Java: an audit has to be able to see what calls what"))));
        }
        return findings;
    }

    private static List<Finding> names(String who, ClassPath path, Predicate<String> allowed, String todo) {
        return path.classes().values().stream()
                .flatMap(facts -> names(who, facts, allowed, todo).stream())
                .toList();
    }

    private static List<Finding> names(String who, ClassFacts facts, Predicate<String> allowed, String todo) {
        Set<String> wrong = new TreeSet<>(facts.classes());
        wrong.removeIf(allowed);
        return wrong.isEmpty()
                ? List.of()
                : List.of(new Finding(who + ": " + facts.name() + " names " + String.join(", ", wrong), todo));
    }

    private static boolean isJdk(String name) {
        return JDK.stream().anyMatch(family -> within(name, family));
    }

    private static boolean within(String name, String family) {
        return name.startsWith(family + ".");
    }
}
