package plainstream.tools.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Each known vulnerability of what ships has a statement, and each statement holds. */
record CveChecks(
        Collection<Coordinates> shipped, List<Vulnerability> known, List<Statement> statements, Proofs proofs) {

    private static final String RENEW = "look at it anew, and write in openvex.json what is true now";

    List<Finding> check() {
        List<Finding> findings = new ArrayList<>();
        for (Vulnerability vulnerability : known) {
            shipped.stream()
                    .filter(vulnerability::affects)
                    .forEach(artifact -> unanswered(vulnerability, artifact).ifPresent(findings::add));
        }
        statements.forEach(statement -> findings.addAll(faults(statement)));
        return findings;
    }

    private Optional<Finding> unanswered(Vulnerability vulnerability, Coordinates artifact) {
        boolean answered = statements.stream()
                .anyMatch(s -> s.isAbout(vulnerability, artifact) && s.status().equals("not_affected"));
        return answered
                ? Optional.empty()
                : Optional.of(new Finding(
                        artifact + " has " + String.join(" = ", vulnerability.names()) + ": " + vulnerability.summary(),
                        "ship a version that mends it; or write in openvex.json why it harms nothing, with a proof"));
    }

    private List<Finding> faults(Statement statement) {
        Stream<String> faults = switch (statement.status()) {
            case "fixed" -> statement.products().stream().flatMap(product -> notFixed(statement, product).stream());
            case "not_affected" -> unproved(statement);
            default -> Stream.of("'" + statement.status() + "' is no answer: fixed or not_affected");
        };
        return Stream.concat(strangers(statement), faults)
                .map(fault -> new Finding("openvex.json on " + statement.vulnerability() + ": " + fault, RENEW))
                .toList();
    }

    /** A statement about another version than the one that ships was made of other classes. */
    private Stream<String> strangers(Statement statement) {
        return statement.products().stream()
                .filter(product ->
                        shipped.stream().noneMatch(artifact -> artifact.purl().equals(product)))
                .map(product -> product + " does not ship");
    }

    private Optional<String> notFixed(Statement statement, String product) {
        List<Vulnerability> records = known.stream()
                .filter(vulnerability -> vulnerability.names().contains(statement.vulnerability()))
                .toList();
        if (records.isEmpty()) {
            return Optional.of("no record says which versions have it; add it to osv.json");
        }
        return shipped.stream()
                .filter(artifact -> artifact.purl().equals(product))
                .filter(artifact -> records.stream().anyMatch(record -> record.affects(artifact)))
                .map(artifact -> artifact + " is not fixed")
                .findFirst();
    }

    private Stream<String> unproved(Statement statement) {
        return statement.proofs().isEmpty()
                ? Stream.of("it is not proved: write the proof into status_notes")
                : statement.proofs().stream().flatMap(claim -> proofs.fault(claim).stream());
    }
}
