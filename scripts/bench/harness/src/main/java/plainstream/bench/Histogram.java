package plainstream.bench;

/** Counts durations in buckets at most 3.2 % wide, so that a million of them cost no memory and no garbage. */
final class Histogram {
    private static final int FINE_BITS = 5;
    private static final int FINE = 1 << FINE_BITS;

    private final long[] buckets = new long[(Long.SIZE - FINE_BITS + 1) * FINE];
    private long count;

    void add(long nanos) {
        buckets[index(Math.max(nanos, 0))]++;
        count++;
    }

    long count() {
        return count;
    }

    /** The duration in ms that this share of all (0 to 1) did not exceed; NaN when there is none. */
    double millis(double share) {
        long left = Math.max(1, (long) Math.ceil(share * count));
        for (int i = 0; i < buckets.length; i++) {
            left -= buckets[i];
            if (left <= 0) {
                return middle(i) / 1e6;
            }
        }
        return Double.NaN;
    }

    // Below 64 ns each value has its own bucket; above, the leading bit chooses a row and the next five bits the place.
    private static int index(long nanos) {
        int shift = Math.max(0, Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos) - FINE_BITS);
        return shift * FINE + (int) (nanos >>> shift);
    }

    private static double middle(int index) {
        if (index < 2 * FINE) {
            return index;
        }
        int shift = index / FINE - 1;
        return ((long) (index - shift * FINE) << shift) + (1L << shift) / 2.0;
    }
}
