package plainstream.consumer.function;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import plainstream.consumer.event.Names;

/**
 * What the environment sets for every function.
 *
 * @param region AWS_REGION
 * @param dynamoDb AWS_ENDPOINT_URL_DYNAMODB, else AWS_ENDPOINT_URL, else the region's endpoint
 * @param tablePrefix TABLE_PREFIX: what the tables' names begin with
 * @param sourceEpoch SOURCE_EPOCH: tells one cluster's offsets from those of the next, which begin at 0 again
 * @param partialBatchResponse PARTIAL_BATCH_RESPONSE: whether the event source mapping asks which records failed
 * @param idempotencyTtlS IDEMPOTENCY_TTL_S: how long a client's key is remembered, in seconds
 * @param dynamoDbConnections DYNAMODB_CONNECTIONS: how many writes go on at one time
 * @param historyDays HISTORY_DAYS: how far back GET /app looks for timestamps
 * @param timestampShards TIMESTAMP_SHARDS: over how many partition keys a day's timestamps are spread; it may grow and never shrink
 * @param logLevel LOG_LEVEL
 */
public record Settings(
        String region,
        URI dynamoDb,
        String tablePrefix,
        String sourceEpoch,
        boolean partialBatchResponse,
        int idempotencyTtlS,
        int dynamoDbConnections,
        int historyDays,
        TimestampShards timestampShards,
        System.Logger.Level logLevel) {
    private static final int MAX_TTL_S = 366 * 86_400;
    private static final int MAX_CONNECTIONS = 256;
    private static final int MAX_HISTORY_DAYS = 36_600;
    private static final int MAX_SHARDS = 128;
    private static final int MAX_TEXT = 1_000;

    /**
     * Reads the environment.
     *
     * @throws SettingsException naming all faults at once
     */
    static Settings of(Map<String, String> environment) {
        Variables variables = new Variables(environment);
        String region = variables.text("AWS_REGION", "", 1, "-");
        Settings settings = new Settings(
                region,
                variables.endpoint("DYNAMODB", "dynamodb." + (region.isEmpty() ? "none" : region) + ".amazonaws.com"),
                variables.text("TABLE_PREFIX", "plainstream-", 0, "_.-"),
                variables.text("SOURCE_EPOCH", "0", 1, "_.-"),
                variables.flag("PARTIAL_BATCH_RESPONSE", false),
                variables.number("IDEMPOTENCY_TTL_S", 86_400, 1, MAX_TTL_S),
                variables.number("DYNAMODB_CONNECTIONS", 16, 1, MAX_CONNECTIONS),
                variables.number("HISTORY_DAYS", 366, 1, MAX_HISTORY_DAYS),
                new TimestampShards(variables.number("TIMESTAMP_SHARDS", 1, 1, MAX_SHARDS)),
                variables.level("LOG_LEVEL"));
        variables.check();
        return settings;
    }

    /** The environment's variables, and what is wrong with them. */
    public static final class Variables {
        private final Map<String, String> environment;
        private final List<String> faults = new ArrayList<>();

        public Variables(Map<String, String> environment) {
            this.environment = environment;
        }

        private String value(String name, String otherwise) {
            String value = environment.getOrDefault(name, "");
            return value.isEmpty() ? otherwise : value;
        }

        /** A text of letters, digits and these marks; checked by hand, as regular expressions would cost a cold start. */
        public String text(String name, String otherwise, int least, String marks) {
            String value = value(name, otherwise);
            if (value.length() < least || value.length() > MAX_TEXT || !Names.isOf(value, marks)) {
                fault(name, value, least + " to " + MAX_TEXT + " of [A-Za-z0-9" + marks + "]");
            }
            return value;
        }

        public boolean flag(String name, boolean otherwise) {
            return oneOf(name, Boolean.toString(otherwise), Boolean.toString(!otherwise))
                    .equals("true");
        }

        /** One of two words, the first if it is not set. */
        public String oneOf(String name, String otherwise, String other) {
            String value = value(name, otherwise);
            if (!value.equals(otherwise) && !value.equals(other)) {
                fault(name, value, otherwise + " or " + other);
            }
            return value;
        }

        public int number(String name, int otherwise, int least, int most) {
            String value = value(name, Integer.toString(otherwise));
            try {
                int number = Integer.parseInt(value);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // Told below, as a number out of range is.
            }
            fault(name, value, least + " to " + most);
            return otherwise;
        }

        public System.Logger.Level level(String name) {
            String value = value(name, "INFO");
            for (System.Logger.Level level : System.Logger.Level.values()) {
                if (level.name().equals(value)) {
                    return level;
                }
            }
            fault(name, value, "TRACE, DEBUG, INFO, WARNING, ERROR or OFF");
            return System.Logger.Level.INFO;
        }

        /** Where a service is: AWS_ENDPOINT_URL_ and its name, else AWS_ENDPOINT_URL, else AWS's own host. */
        public URI endpoint(String service, String host) {
            URI own = uri("AWS_ENDPOINT_URL_" + service);
            URI any = uri("AWS_ENDPOINT_URL");
            return own != null ? own : any != null ? any : URI.create("https://" + host);
        }

        /** Null if it is not set. */
        private URI uri(String name) {
            String value = value(name, "");
            if (value.isEmpty()) {
                return null;
            }
            try {
                URI uri = new URI(value);
                if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                    return uri;
                }
            } catch (java.net.URISyntaxException e) {
                // Told below.
            }
            fault(name, value, "an http or https URL");
            return null;
        }

        void fault(String name, String value, String legal) {
            faults.add(name + " is '" + value + "', legal: " + legal);
        }

        public void check() {
            if (!faults.isEmpty()) {
                throw new SettingsException(faults);
            }
        }
    }
}
