package plainstream.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import plainstream.kit.Repository;

/**
 * Where the JDK's server decides before any handler sees the request: what it does is stated here, and the load balancer's
 * settings that keep such requests away from it are in Terraform.
 */
@Tag("faults")
class EdgeIT {
    private static final List<HostileRequests.Case> LET_THROUGH = HostileFraming.letThrough();

    @Test
    void whatTheServerLetsThroughIsKnownAndTheLoadBalancerStopsIt() {
        try (var api = Api.start(SharedBroker.bootstrapServers(), Map.of())) {
            var changed = LET_THROUGH.stream()
                    .filter(hostile ->
                            !Wire.send(api.port(), hostile.bytes()).statuses().matches(hostile.expected()))
                    .toList();
            Promise.print(
                    "let through or answered by the JDK's server itself",
                    "%d kinds, %d behave otherwise than stated; in front of it stand desync_mitigation_mode and drop_invalid_header_fields",
                    LET_THROUGH.size(),
                    changed.size());
            assertEquals(List.of(), changed);
        }
        var alb = Repository.read("terraform/alb.tf");
        assertTrue(setting(alb, "desync_mitigation_mode", "\"strictest\""));
        assertTrue(setting(alb, "drop_invalid_header_fields", "true"));
    }

    private static boolean setting(String terraform, String name, String value) {
        return Pattern.compile("(?m)^\\s*" + name + "\\s*=\\s*" + Pattern.quote(value))
                .matcher(terraform)
                .find();
    }
}
