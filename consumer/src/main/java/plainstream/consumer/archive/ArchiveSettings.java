package plainstream.consumer.archive;

import java.net.URI;
import java.util.Map;
import plainstream.consumer.function.Settings;
import plainstream.consumer.function.SettingsException;

/**
 * What the environment sets for the archive.
 *
 * @param region AWS_REGION
 * @param bucket where objects go: ARCHIVE_BUCKET at AWS_ENDPOINT_URL_S3, else at AWS_ENDPOINT_URL, else at the region's endpoint; ends
 *     with a slash
 * @param prefix ARCHIVE_PREFIX: what the objects' names begin with
 * @param sourceEpoch SOURCE_EPOCH: tells one cluster's offsets from those of the next, which begin at 0 again
 * @param partialBatchResponse PARTIAL_BATCH_RESPONSE: whether the event source mapping asks which records failed
 * @param logLevel LOG_LEVEL
 */
public record ArchiveSettings(
        String region,
        URI bucket,
        String prefix,
        String sourceEpoch,
        boolean partialBatchResponse,
        System.Logger.Level logLevel) {
    /**
     * Reads the environment.
     *
     * @throws SettingsException naming all faults at once
     */
    public static ArchiveSettings of(Map<String, String> environment) {
        Settings.Variables variables = new Settings.Variables(environment);
        String region = variables.text("AWS_REGION", "", 1, "-");
        String bucket = variables.text("ARCHIVE_BUCKET", "", 3, ".-");
        String prefix = variables.text("ARCHIVE_PREFIX", "records/", 0, "_.-/");
        String epoch = variables.text("SOURCE_EPOCH", "0", 1, "_.-");
        boolean partial = variables.flag("PARTIAL_BATCH_RESPONSE", false);
        System.Logger.Level level = variables.level("LOG_LEVEL");
        URI endpoint = variables.endpoint("S3", "s3." + (region.isEmpty() ? "none" : region) + ".amazonaws.com");
        variables.check();
        // The bucket in the path, not in the host: one form for S3 and its stand-ins, and TLS whatever dots the name
        // has.
        return new ArchiveSettings(region, endpoint.resolve("/" + bucket + "/"), prefix, epoch, partial, level);
    }
}
