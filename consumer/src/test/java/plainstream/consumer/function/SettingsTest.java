package plainstream.consumer.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void hasADefaultForEverythingButTheRegion() {
        URI endpoint = URI.create("https://dynamodb.eu-west-1.amazonaws.com");
        Settings defaults = new Settings(
                "eu-west-1",
                endpoint,
                "plainstream-",
                "0",
                false,
                86_400,
                16,
                366,
                new TimestampShards(1),
                System.Logger.Level.INFO);
        assertEquals(defaults, Settings.of(Map.of("AWS_REGION", "eu-west-1")));
    }

    @Test
    void takesEveryVariable() {
        Map<String, String> environment = Map.ofEntries(
                Map.entry("AWS_REGION", "us-east-2"),
                Map.entry("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:8001"),
                Map.entry("AWS_ENDPOINT_URL", "http://127.0.0.1:1"),
                Map.entry("TABLE_PREFIX", "x_"),
                Map.entry("SOURCE_EPOCH", "2f7a"),
                Map.entry("PARTIAL_BATCH_RESPONSE", "true"),
                Map.entry("IDEMPOTENCY_TTL_S", "60"),
                Map.entry("DYNAMODB_CONNECTIONS", "4"),
                Map.entry("HISTORY_DAYS", "7"),
                Map.entry("LOG_LEVEL", "DEBUG"),
                Map.entry("TIMESTAMP_SHARDS", "16"));
        URI endpoint = URI.create("http://127.0.0.1:8001");
        Settings settings = new Settings(
                "us-east-2",
                endpoint,
                "x_",
                "2f7a",
                true,
                60,
                4,
                7,
                new TimestampShards(16),
                System.Logger.Level.DEBUG);
        assertEquals(settings, Settings.of(environment));
    }

    @Test
    void takesTheEndpointOfAllServices() {
        Map<String, String> environment = Map.of("AWS_REGION", "r", "AWS_ENDPOINT_URL", "http://127.0.0.1:9");
        assertEquals(URI.create("http://127.0.0.1:9"), Settings.of(environment).dynamoDb());
    }

    @Test
    void namesAllFaultsAtOnce() {
        Map<String, String> environment = Map.of(
                "PARTIAL_BATCH_RESPONSE",
                "yes",
                "IDEMPOTENCY_TTL_S",
                "0",
                "AWS_ENDPOINT_URL",
                "localhost",
                "LOG_LEVEL",
                "LOUD",
                "TABLE_PREFIX",
                "a b");
        SettingsException e = assertThrows(SettingsException.class, () -> Settings.of(environment));
        assertEquals(
                "AWS_REGION is '', legal: 1 to 1000 of [A-Za-z0-9-]; AWS_ENDPOINT_URL is 'localhost', legal: an http or https URL; "
                        + "TABLE_PREFIX is 'a b', legal: 0 to 1000 of [A-Za-z0-9_.-]; PARTIAL_BATCH_RESPONSE is 'yes', legal: false or true; "
                        + "IDEMPOTENCY_TTL_S is '0', legal: 1 to 31622400; LOG_LEVEL is 'LOUD', legal: TRACE, DEBUG, INFO, WARNING, ERROR or OFF",
                e.getMessage());
    }
}
