package plainstream.esm.aws;

import java.util.Map;

/**
 * Who signs.
 *
 * @param sessionToken empty for a long-lived key
 */
record Credentials(String accessKeyId, String secretAccessKey, String sessionToken) {
    /**
     * Those of the environment, as AWS's own tools name them.
     *
     * @throws IllegalArgumentException if there are none
     */
    static Credentials of(Map<String, String> environment) {
        String id = environment.getOrDefault("AWS_ACCESS_KEY_ID", "");
        String secret = environment.getOrDefault("AWS_SECRET_ACCESS_KEY", "");
        if (id.isEmpty() || secret.isEmpty()) {
            throw new IllegalArgumentException("AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set"
                    + " (\"aws configure export-credentials --format env\" prints them)");
        }
        return new Credentials(id, secret, environment.getOrDefault("AWS_SESSION_TOKEN", ""));
    }
}
