package plainstream.tools.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A deployment made by hand, and what is seen when somebody widens it. */
class AccessTest {

    private static final String API = resource("aws_security_group", "this", "api", "\"id\": \"abcd1234\"");
    private static final String EGRESS = resource("aws_vpc_security_group_egress_rule", "this", "a", """
            "id": "rule0000", "security_group_id": "abcd1234", "cidr_ipv4": "10.0.0.0/16", "ip_protocol": "tcp", "from_port": 9098, "to_port": 9098""");
    private static final String LOG = resource(
            "aws_cloudwatch_log_group",
            "function",
            "events",
            "\"arn\": \"qwer5678\", \"name\": \"/events\", \"retention_in_days\": 30, \"kms_key_id\": \"zzzz9999\"");
    private static final String RIGHTS = resource("aws_iam_role_policy", "workload", "events", """
            "role": "events", "policy": "{\\"Statement\\":[{\\"Effect\\":\\"Allow\\",\\"Action\\":[\\"logs:PutLogEvents\\"],\\"Resource\\":\\"qwer5678:*\\"}]}\"""");

    @TempDir
    private Path folder;

    @Test
    void givesWhatTerraformInventedTheNameOfItsResource() throws IOException {
        access(run("default", API, EGRESS, LOG, RIGHTS)).write(folder);
        List<String> lock = Files.readAllLines(folder.resolve("access.lock"));
        for (String line : List.of(
                "out  api > 10.0.0.0/16  tcp 9098",
                "events  may  logs:PutLogEvents  on cloudwatch_log_group.function[events]:*",
                "cloudwatch_log_group.function[events]  kms_key_id: AWS's own",
                "/events  30",
                "aws_security_group  1")) {
            assertTrue(lock.contains(line), line + " in " + lock);
        }
    }

    @Test
    void showsARightThatWasAdded() throws IOException {
        assertShows(
                "+ [what each role may do] events  may  logs:DeleteLogGroup  on",
                API,
                EGRESS,
                LOG,
                RIGHTS.replace("PutLogEvents\\\"]", "PutLogEvents\\\",\\\"logs:DeleteLogGroup\\\"]"));
    }

    @Test
    void showsAPolicyThatSomebodyElseWrote() throws IOException {
        assertAdds(
                "+ [what each role may do] events  may  whatever it says  on arn:aws:iam::aws:policy/AdministratorAccess",
                resource(
                        "aws_iam_role_policy_attachment",
                        "x",
                        "y",
                        "\"role\": \"events\", \"policy_arn\": \"arn:aws:iam::aws:policy/AdministratorAccess\""));
    }

    @Test
    void showsAResourceThatLetsOthersIn() throws IOException {
        assertAdds(
                "+ [what resources let others do] sns_topic_policy.alarms[0]  \"*\"  may  sns:Publish  on itself",
                resource(
                        "aws_sns_topic_policy",
                        "alarms",
                        "0",
                        "\"policy\": \"{\\\"Statement\\\":{\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":\\\"*\\\",\\\"Action\\\":\\\"sns:Publish\\\"}}\""));
    }

    @Test
    void showsAKindOfResourceThatItKnowsNothingOf() throws IOException {
        assertAdds(
                "+ [kinds of resources] aws_sagemaker_notebook_instance  1",
                resource("aws_sagemaker_notebook_instance", "x", "y", ""));
    }

    @Test
    void showsADoorThatWasOpened() throws IOException {
        String line = "+ [security groups: from, to, port] ";
        assertShows(
                line + "out  api > 0.0.0.0/0  tcp 9098", API, EGRESS.replace("10.0.0.0/16", "0.0.0.0/0"), LOG, RIGHTS);
        assertShows(
                line + "ingress [{\"cidr_blocks\":[\"0.0.0.0/0\"]}] > api",
                API.replace("}, ", ", \"ingress\": [{\"cidr_blocks\": [\"0.0.0.0/0\"]}]}, "),
                EGRESS,
                LOG,
                RIGHTS);
    }

    @Test
    void showsALogThatIsKeptForLess() throws IOException {
        assertShows("+ [days that each log is kept] /events  1", API, EGRESS, LOG.replace("30", "1"), RIGHTS);
    }

    @Test
    void saysOfFurtherRunsWhatTheyAdd() throws IOException {
        access(run("default", LOG), run("open", LOG, API, EGRESS)).write(folder);
        String lock = Files.readString(folder.resolve("access.lock"));
        assertTrue(lock.contains("[open adds: security groups: from, to, port]\nout  api > "), lock);
        assertEquals(1, lock.lines().filter("/events  30"::equals).count(), lock);
    }

    @Test
    void drawsFlowsAndRights() throws IOException {
        access(run("default", API, EGRESS, LOG, RIGHTS)).write(folder);
        Path picture = folder.resolve("access.md");
        String drawn = Files.readString(picture);
        assertTrue(drawn.contains("[\"api\"] -->|tcp 9098| ") && drawn.contains("[\"events\"] -->|logs| "), drawn);
        Files.writeString(picture, "scribble");
        assertTrue(
                access(run("default", API, EGRESS, LOG, RIGHTS)).compare(folder).isPresent());
    }

    @Test
    void wantsAState() throws IOException {
        Path nothing = Files.writeString(folder.resolve("printed"), "{\"type\":\"test_summary\"}");
        assertThrows(IOException.class, () -> Deployed.read(nothing));
    }

    private void assertAdds(String line, String resource) throws IOException {
        assertShows(line, API, EGRESS, LOG, RIGHTS, resource);
    }

    private void assertShows(String line, String... resources) throws IOException {
        access(run("default", API, EGRESS, LOG, RIGHTS)).write(folder);
        assertEquals(
                Optional.empty(),
                access(run("default", API, EGRESS, LOG, RIGHTS)).compare(folder));
        Finding finding = access(run("default", resources)).compare(folder).orElseThrow();
        assertTrue(finding.what().contains(line), finding.what());
        assertTrue(finding.todo().contains("run make audit-update"), finding.todo());
    }

    private Access access(String... runs) throws IOException {
        Path printed = Files.writeString(folder.resolve("printed"), String.join("\n", runs));
        return new Access(Deployed.read(printed));
    }

    /** A line of {@code terraform test -json -verbose}. */
    private static String run(String name, String... resources) {
        return "{\"type\": \"test_state\", \"@testrun\": \"" + name
                + "\", \"test_state\": {\"root_module\": {\"resources\": [" + String.join(", ", resources) + "]}}}";
    }

    private static String resource(String type, String name, String index, String values) {
        return "{\"values\": {" + values.strip() + "}, \"mode\": \"managed\", \"type\": \"" + type + "\", \"name\": \""
                + name + "\", \"index\": \"" + index + "\"}";
    }
}
