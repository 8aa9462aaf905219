package plainstream.tools.audit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a container image.
 *
 * @param name with its registry, if any
 * @param tag {@code latest} if none was said
 * @param digest 64 hexadecimal digits of its SHA-256; empty if it is not pinned
 */
record Image(String name, String tag, String digest) {

    private static final Pattern REFERENCE =
            Pattern.compile("(?<name>[^@\\s]+?)(?::(?<tag>[^/@\\s]+))?(?:@sha256:(?<digest>[0-9a-f]{64}))?");

    static Image of(String reference) {
        Matcher matcher = REFERENCE.matcher(reference);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not the name of an image: " + reference);
        }
        String tag = matcher.group("tag");
        String digest = matcher.group("digest");
        return new Image(matcher.group("name"), tag == null ? "latest" : tag, digest == null ? "" : digest);
    }

    /** {@code pkg:oci/name@sha256:…?repository_url=…&tag=…}, or with the tag alone when it is not pinned. */
    String purl() {
        String last = name.substring(name.lastIndexOf('/') + 1);
        String version = digest.isEmpty() ? "" : "@sha256%3A" + digest;
        return "pkg:oci/" + last + version + "?repository_url=" + name + "&tag=" + tag;
    }
}
