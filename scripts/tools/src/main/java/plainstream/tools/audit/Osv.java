package plainstream.tools.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks OSV for the known vulnerabilities of one version of an artifact, page by page.
 *
 * @param endpoint such as {@code https://api.osv.dev}
 * @see <a href="https://google.github.io/osv.dev/post-v1-query/">POST /v1/query</a>
 */
record Osv(URI endpoint, HttpClient client) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    static Osv at(String endpoint) {
        return new Osv(
                URI.create(endpoint),
                HttpClient.newBuilder().connectTimeout(PATIENCE).build());
    }

    /** An answer that was kept: {@code {"vulns": […]}}, as OSV gives it. */
    static List<Vulnerability> saved(Path file) throws IOException {
        return vulnerabilities(JSON.readTree(file.toFile()));
    }

    List<Vulnerability> ask(Coordinates artifact) throws IOException, InterruptedException {
        List<Vulnerability> found = new ArrayList<>();
        String page = "";
        do {
            JsonNode answer = ask(artifact, page);
            vulnerabilities(answer).forEach(vulnerability -> found.add(vulnerability.confirmedOf(artifact)));
            page = answer.path("next_page_token").asText();
        } while (!page.isEmpty());
        return found;
    }

    private JsonNode ask(Coordinates artifact, String page) throws IOException, InterruptedException {
        ObjectNode question = JSON.createObjectNode();
        question.putObject("package").put("purl", artifact.purl());
        if (!page.isEmpty()) {
            question.put("page_token", page);
        }
        HttpRequest request = HttpRequest.newBuilder(endpoint.resolve("/v1/query"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(question)))
                .build();
        HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException(endpoint + " answers " + response.statusCode() + " for " + artifact);
        }
        return JSON.readTree(response.body());
    }

    /** Without those that were taken back. */
    private static List<Vulnerability> vulnerabilities(JsonNode answer) {
        List<Vulnerability> found = new ArrayList<>();
        for (JsonNode json : answer.path("vulns")) {
            if (!json.has("withdrawn")) {
                found.add(Vulnerability.of(json));
            }
        }
        return found;
    }
}
