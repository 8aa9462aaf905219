package plainstream.consumer.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import plainstream.consumer.function.SettingsException;

class ArchiveSettingsTest {
    @Test
    void hasADefaultForEverythingButRegionAndBucket() {
        URI bucket = URI.create("https://s3.eu-west-1.amazonaws.com/the-archive/");
        assertEquals(
                new ArchiveSettings("eu-west-1", bucket, "records/", "0", false, System.Logger.Level.INFO),
                ArchiveSettings.of(Map.of("AWS_REGION", "eu-west-1", "ARCHIVE_BUCKET", "the-archive")));
    }

    @Test
    void takesEveryVariable() {
        Map<String, String> environment = Map.of(
                "AWS_REGION", "us-east-2",
                "ARCHIVE_BUCKET", "b-1",
                "AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9000",
                "AWS_ENDPOINT_URL", "http://127.0.0.1:1",
                "ARCHIVE_PREFIX", "a/b/",
                "SOURCE_EPOCH", "2f7a",
                "PARTIAL_BATCH_RESPONSE", "true",
                "LOG_LEVEL", "DEBUG");
        URI bucket = URI.create("http://127.0.0.1:9000/b-1/");
        assertEquals(
                new ArchiveSettings("us-east-2", bucket, "a/b/", "2f7a", true, System.Logger.Level.DEBUG),
                ArchiveSettings.of(environment));
    }

    @Test
    void namesAllFaultsAtOnce() {
        SettingsException e = assertThrows(SettingsException.class, () -> ArchiveSettings.of(Map.of()));
        assertEquals(
                "AWS_REGION is '', legal: 1 to 1000 of [A-Za-z0-9-]; ARCHIVE_BUCKET is '', legal: 3 to 1000 of [A-Za-z0-9.-]",
                e.getMessage());
    }
}
