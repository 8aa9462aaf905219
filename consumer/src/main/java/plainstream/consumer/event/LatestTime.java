package plainstream.consumer.event;

import java.time.Instant;
import plainstream.consumer.time.UtcTime;

/**
 * The latest time that an honest clock may tell now. Times decide which order is newer and which timestamp is shown first, so that one of the
 * year 9999 would win for good.
 *
 * @param iso that time, {@link UtcTime#iso}
 */
public record LatestTime(String iso) {
    /** How far two clocks may differ; AWS refuses requests that were signed by a clock which is further off. */
    private static final int CLOCK_ERROR_S = 300;

    public static LatestTime at(Instant now) {
        return new LatestTime(UtcTime.iso(now.plusSeconds(CLOCK_ERROR_S)));
    }

    /**
     * Refuses times that no clock's error explains.
     *
     * @param what whose time it is
     * @param time as {@link UtcTime#iso} writes it
     * @throws InvalidRecordException if it lies further ahead
     */
    public void check(String what, String time) {
        if (time.compareTo(iso) > 0) {
            throw new InvalidRecordException(what + " is " + time + ", more than " + CLOCK_ERROR_S + " s ahead of now");
        }
    }
}
