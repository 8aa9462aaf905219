package plainstream.tools.audit;

import java.util.Comparator;

/**
 * The name of one artifact of a Maven repository.
 *
 * @param classifier empty when there is none
 */
record Coordinates(String group, String name, String version, String classifier) implements Comparable<Coordinates> {

    private static final Comparator<Coordinates> ORDER = Comparator.comparing(Coordinates::group)
            .thenComparing(Coordinates::name)
            .thenComparing(Coordinates::version)
            .thenComparing(Coordinates::classifier);

    /** Reads {@code group:name:version}, or with a classifier at the end. */
    static Coordinates of(String text) {
        String[] parts = text.split(":");
        if (parts.length < 3 || parts.length > 4) {
            throw new IllegalArgumentException("not group:name:version[:classifier]: " + text);
        }
        return new Coordinates(parts[0], parts[1], parts[2], parts.length == 4 ? parts[3] : "");
    }

    /** What this project builds itself. */
    boolean isOurs() {
        return group.equals("plainstream");
    }

    String fileName(String extension) {
        return name + "-" + version + (classifier.isEmpty() ? "" : "-" + classifier) + "." + extension;
    }

    /** As package managers and vulnerability databases name it: {@code pkg:maven/group/name@version}. */
    String purl() {
        return "pkg:maven/" + group + "/" + name + "@" + version
                + (classifier.isEmpty() ? "" : "?classifier=" + classifier);
    }

    @Override
    public int compareTo(Coordinates other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return group + ":" + name + ":" + version + (classifier.isEmpty() ? "" : ":" + classifier);
    }
}
