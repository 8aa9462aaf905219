package plainstream.local.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One page of ListObjectsV2.
 *
 * @param prefix what the keys begin with
 * @param after the key after which it begins, "" for the first page
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html">AWS: ListObjectsV2</a>
 */
record Listing(String prefix, String after) {
    private static final int MAX_KEYS = 1_000;

    /** Empty if the query asks for something else. */
    static Optional<Listing> of(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            int equals = pair.indexOf('=');
            parameters.put(pair.substring(0, Math.max(0, equals)), pair.substring(equals + 1));
        }
        return "2".equals(parameters.get("list-type"))
                ? Optional.of(new Listing(
                        parameters.getOrDefault("prefix", ""), parameters.getOrDefault("continuation-token", "")))
                : Optional.empty();
    }

    String xml(String bucket, Path folder) throws IOException {
        List<String> keys = keys(folder);
        boolean more = keys.size() > MAX_KEYS;
        var xml = new StringBuilder("<ListBucketResult><Name>").append(bucket).append("</Name>");
        for (String key : keys.subList(0, Math.min(MAX_KEYS, keys.size()))) {
            long size = Files.size(folder.resolve(key));
            xml.append("<Contents><Key>")
                    .append(key)
                    .append("</Key><Size>")
                    .append(size)
                    .append("</Size></Contents>");
        }
        xml.append("<IsTruncated>").append(more).append("</IsTruncated>");
        if (more) {
            xml.append("<NextContinuationToken>").append(keys.get(MAX_KEYS - 1)).append("</NextContinuationToken>");
        }
        return xml.append("</ListBucketResult>").toString();
    }

    private List<String> keys(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(key -> key.startsWith(prefix) && key.compareTo(after) > 0)
                    .sorted()
                    .limit(MAX_KEYS + 1)
                    .toList();
        }
    }
}
