package plainstream.faults;

/**
 * What came back for one write.
 *
 * @param write what was sent
 * @param status 0 when no answer came
 * @param id of the event, where the answer names one
 * @param startNanos when it was sent ({@link System#nanoTime()})
 * @param endNanos when the answer was there
 */
record Answer(Write write, int status, String id, long startNanos, long endNanos) {
    boolean accepted() {
        return status >= 200 && status < 300;
    }

    long nanos() {
        return endNanos - startNanos;
    }
}
