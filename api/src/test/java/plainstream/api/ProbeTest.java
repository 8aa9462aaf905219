package plainstream.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * The suites that others run on servers, in our own words ({@code probe.txt}): against the API, the local load balancer in front of it, and the
 * JDK's server alone, by which one sees whose fault an answer is. The score is committed; {@code make probe} writes it anew and prints it.
 */
class ProbeTest {
    private static final Path SCORE = Path.of("../scripts/tests/probe.md");
    private static final boolean UPDATE = Boolean.getBoolean("probe.update");

    private record Row(ProbeCase hostile, String api, String balancer, String jdk) {
        boolean apiIsRight() {
            return hostile.isRight(api);
        }

        boolean balancerIsRight() {
            return hostile.isRight(balancer);
        }

        private String fault() {
            if (apiIsRight() && balancerIsRight()) {
                return "";
            }
            return hostile.isRight(jdk) ? "we" : "the JDK";
        }

        private String remedy() {
            if (apiIsRight() && balancerIsRight()) {
                return "";
            }
            return balancerIsRight()
                    ? "the load balancer stands in front"
                    : "the local load balancer stands on the same server; AWS's parses requests itself";
        }

        String line() {
            return "| %s | %s | %s | %s | %s | %s | %s | %s |"
                    .formatted(
                            hostile.name(),
                            hostile.rfc(),
                            hostile.right().replace("|", ", "),
                            marked(api, apiIsRight()),
                            marked(balancer, balancerIsRight()),
                            marked(jdk, hostile.isRight(jdk)),
                            fault(),
                            remedy());
        }

        private static String marked(String statuses, boolean right) {
            return right ? statuses : "**" + statuses + "**";
        }
    }

    @Test
    void scoresAsCommitted() throws Exception {
        String score = score(rows());
        if (UPDATE) {
            Files.writeString(SCORE, score);
        }
        assertEquals(Files.readString(SCORE), score, "make probe writes it anew: is it better?");
    }

    private static List<Row> rows() throws Exception {
        try (ApiFixture api = new ApiFixture()) {
            int port = api.api.port();
            Process balancer = server(Integer.toString(port));
            Process bare = server();
            try (BufferedReader front = balancer.inputReader();
                    BufferedReader jdk = bare.inputReader()) {
                return rows(port, Integer.parseInt(front.readLine()), Integer.parseInt(jdk.readLine()));
            } finally {
                balancer.destroyForcibly();
                bare.destroyForcibly();
            }
        }
    }

    private static Process server(String... arguments) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(
                List.of(java, "-cp", System.getProperty("java.class.path"), ProbeServer.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static List<Row> rows(int api, int balancer, int jdk)
            throws IOException, InterruptedException, ExecutionException {
        List<Future<Row>> asked = new ArrayList<>();
        try (var clients = Executors.newFixedThreadPool(8)) {
            for (ProbeCase hostile : ProbeCase.all()) {
                asked.add(clients.submit(
                        () -> new Row(hostile, hostile.ask(api), hostile.ask(balancer), hostile.ask(jdk))));
            }
        }
        List<Row> rows = new ArrayList<>();
        for (Future<Row> row : asked) {
            rows.add(row.get());
        }
        return rows;
    }

    private static String score(List<Row> rows) {
        StringBuilder text = new StringBuilder("""
                # Odd requests, and who answers them rightly

                `make probe` sends them to the API, to the local load balancer in front of it, and to the JDK's server with nothing set
                and nothing checked, which answers 200 to whatever it lets through. The cases are those of h1spec (both), of lists of
                smuggling payloads and of Http11Probe, in our own words
                ([probe.txt](../../api/src/test/resources/plainstream/api/probe.txt)). An answer that is **not right** stands out.
                `ProbeTest` holds this table: no score gets worse unseen.

                """);
        text.append("Right: API %d, load balancer %d, the JDK's server %d of %d.\n\n"
                .formatted(
                        rows.stream().filter(Row::apiIsRight).count(),
                        rows.stream().filter(Row::balancerIsRight).count(),
                        rows.stream()
                                .filter(row -> row.hostile.isRight(row.jdk))
                                .count(),
                        rows.size()));
        text.append(
                "| case | RFC | right | API | load balancer | bare JDK | at fault | what we do |\n|---|---|---|---|---|---|---|---|\n");
        rows.forEach(row -> text.append(row.line()).append('\n'));
        return text.toString();
    }
}
