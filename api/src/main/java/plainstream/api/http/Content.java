package plainstream.api.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads what a client sends, at most so many bytes and at most as long as {@link TimeLimit#REQUEST} says. */
final class Content {
    private Content() {}

    /**
     * The first bytes.
     *
     * @param expected how many will come, -1 if nobody said
     * @throws Problem 408 if they do not come in time, 400 if they cannot be read
     */
    static byte[] read(InputStream in, int most, long expected) throws Problem {
        try {
            // What came with the headers needs no clock.
            boolean here = expected >= 0 && in.available() >= Math.min(expected, most);
            return here ? in.readNBytes(most) : readInTime(in, most);
        } catch (IOException | IndexOutOfBoundsException e) {
            // Chunks that are none (the JDK's reader throws the latter on a size beyond an int), or the client went
            // away: then nobody reads this answer.
            throw unreadable();
        }
    }

    /** A socket's read has no limit of its own here; the thread that is left behind ends with the connection. */
    private static byte[] readInTime(InputStream in, int most) throws Problem {
        FutureTask<byte[]> reading = new FutureTask<>(() -> in.readNBytes(most));
        Thread.startVirtualThread(reading);
        try {
            return reading.get(TimeLimit.REQUEST.ours().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw Problem.of(
                    408,
                    "The body did not come within " + TimeLimit.REQUEST.ours().toSeconds() + " seconds.");
        } catch (ExecutionException e) {
            throw unreadable();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreadable();
        }
    }

    private static Problem unreadable() {
        return Problem.of(400, "The body could not be read.");
    }
}
