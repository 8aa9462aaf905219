package plainstream.tools.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A deployment made by hand, and what is seen when somebody widens it. */
class AccessTest {

    private static final String DEPLOYED = """
            {"values": {"root_module": {"resources": [
              {"mode": "data", "type": "aws_region", "name": "x", "values": {}},
              {"mode": "managed", "type": "aws_security_group", "name": "this", "index": "api", "values": {"id": "sg-1234567"}},
              {"mode": "managed", "type": "aws_vpc_security_group_egress_rule", "name": "this", "index": "a", "values":
                {"security_group_id": "sg-1234567", "referenced_security_group_id": null, "cidr_ipv4": "10.0.0.0/16",
                 "ip_protocol": "tcp", "from_port": 9098, "to_port": 9098}},
              {"mode": "managed", "type": "aws_iam_role_policy", "name": "this", "index": "events", "values": {"role": "events",
                "policy": "{\\"Statement\\":[{\\"Effect\\":\\"Allow\\",\\"Action\\":[\\"dynamodb:PutItem\\"],\\"Resource\\":\\"arn:aws:dynamodb:us-east-1:123456789012:table/orders\\"}]}"}},
              {"mode": "managed", "type": "aws_cloudwatch_log_group", "name": "api", "values": {"name": "/api", "retention_in_days": 30}}
            ]}}}
            """;

    @TempDir
    private Path folder;

    @Test
    void namesGroupsAndHidesWhatIsChance() throws IOException {
        assertEquals(
                List.of("out  api > 10.0.0.0/16  tcp 9098"), access(DEPLOYED).flows());
        access(DEPLOYED).lock().write(folder.resolve("access.lock"));
        String lock = Files.readString(folder.resolve("access.lock"));
        assertTrue(
                lock.contains("events  may  dynamodb:PutItem  on arn:aws:dynamodb:us-east-1:ACCOUNT:table/orders"),
                lock);
        assertTrue(lock.contains("/api  30"), lock);
    }

    @Test
    void showsAPermissionThatWasAdded() throws IOException {
        String widened = DEPLOYED.replace(
                "[\\\"dynamodb:PutItem\\\"]", "[\\\"dynamodb:PutItem\\\",\\\"dynamodb:DeleteItem\\\"]");
        assertShows(widened, "+ [what each role may do] events  may  dynamodb:DeleteItem  on");
    }

    @Test
    void showsADoorThatWasOpened() throws IOException {
        assertShows(
                DEPLOYED.replace("10.0.0.0/16", "0.0.0.0/0"),
                "+ [security groups: from, to, port] out  api > 0.0.0.0/0  tcp 9098");
    }

    @Test
    void showsALogThatIsKeptForLess() throws IOException {
        assertShows(DEPLOYED.replace("30", "1"), "+ [days that each log is kept] /api  1");
    }

    @Test
    void drawsTheFlows() throws IOException {
        assertTrue(
                access(DEPLOYED).picture().contains("[\"api\"] -->|tcp 9098| "),
                access(DEPLOYED).picture());
    }

    private void assertShows(String state, String line) throws IOException {
        Path committed = folder.resolve("access.lock");
        access(DEPLOYED).lock().write(committed);
        Finding finding = access(state).lock().compare(committed).orElseThrow();
        assertTrue(finding.what().contains(line), finding.what());
        assertTrue(finding.todo().contains("be reviewed"), finding.todo());
    }

    private Access access(String state) throws IOException {
        return new Access(Deployed.read(Files.writeString(folder.resolve("state.json"), state)));
    }
}
