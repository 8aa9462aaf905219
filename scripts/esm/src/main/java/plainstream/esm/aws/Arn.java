package plainstream.esm.aws;

/**
 * The name of something on AWS, {@code arn:partition:service:region:account:resource}.
 *
 * @param region empty for S3
 * @param account empty for S3
 */
public record Arn(String service, String region, String account, String resource) {
    private static final int PARTS = 6;

    /** Whether the text is meant to be one. */
    public static boolean isArn(String text) {
        return text.startsWith("arn:");
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if parts are missing
     */
    public static Arn of(String text) {
        String[] parts = text.split(":", PARTS);
        if (parts.length < PARTS || parts[2].isEmpty() || parts[PARTS - 1].isEmpty()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no ARN, legal: arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE");
        }
        return new Arn(parts[2], parts[3], parts[4], parts[5]);
    }

    String text() {
        return String.join(":", "arn:aws", service, region, account, resource);
    }
}
