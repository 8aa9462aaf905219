package plainstream.consumer.event;

import plainstream.consumer.time.UtcTime;

/**
 * Where a record of the archive was, so that giving it back is exact whatever cluster and day it is given back on.
 *
 * @param epoch the life of the topic in which its offset counts ({@code SOURCE_EPOCH} of who archived it), "" if it is not from the
 *     archive
 * @param at when it was archived, UTC with six fraction digits: what stands for "now" when it is given back
 */
public record Archived(String epoch, String at) {
    /** Not from the archive: Kafka has just delivered it. */
    public static final Archived NOT = new Archived("", "");

    /** One of the two alone, or one that is malformed, would be taken for a new record, and count again. */
    static Archived of(String epoch, String at) {
        if (epoch.isEmpty() && at.isEmpty()) {
            return NOT;
        }
        if (epoch.isEmpty() || !Names.isOf(epoch, "_.-") || !UtcTime.isIso(at)) {
            throw new MalformedEventException(
                    "a record of the archive needs 'epoch' of [A-Za-z0-9_.-] and 'archivedAt', a UTC time with six fraction digits");
        }
        return new Archived(epoch, at);
    }

    public boolean is() {
        return !epoch.isEmpty();
    }

    /** The epoch, or this one if it is not from the archive. */
    public String epochOr(String own) {
        return is() ? epoch : own;
    }

    /** When it is processed: the archive's time, so that it is the same in every replay; or this one. */
    public String atOr(String now) {
        return is() ? at : now;
    }
}
