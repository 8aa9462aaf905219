package plainstream.tools.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What this project says of one vulnerability, in an OpenVEX file.
 *
 * @param products purls of the artifacts of which it is said
 * @param status {@code fixed} or {@code not_affected}
 * @param proofs what {@code status_notes} claims, as {@link Proofs} checks it, one claim for each {@code ;}
 * @see <a href="https://github.com/openvex/spec/blob/main/OPENVEX-SPEC.md">OpenVEX</a>
 */
record Statement(String vulnerability, Set<String> products, String status, List<String> proofs) {

    static List<Statement> read(Path file) throws IOException {
        List<Statement> statements = new ArrayList<>();
        for (JsonNode json : new ObjectMapper().readTree(file.toFile()).path("statements")) {
            Set<String> products = new TreeSet<>();
            json.path("products")
                    .forEach(product -> products.add(product.path("@id").asText()));
            String notes = json.path("status_notes").asText().strip();
            statements.add(new Statement(
                    json.at("/vulnerability/name").asText(),
                    products,
                    json.path("status").asText(),
                    notes.isEmpty() ? List.of() : List.of(notes.split("\\s*;\\s*"))));
        }
        return statements;
    }

    boolean isAbout(Vulnerability vulnerability, Coordinates artifact) {
        return vulnerability.names().contains(this.vulnerability) && products.contains(artifact.purl());
    }
}
