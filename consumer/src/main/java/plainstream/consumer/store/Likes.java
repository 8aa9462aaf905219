package plainstream.consumer.store;

import java.util.List;
import plainstream.consumer.event.KafkaRecord;

/**
 * What one write adds to a movie: the likes of a partition's records from the first to the last.
 *
 * @param movieId the movie
 * @param first the first record
 * @param last the last record
 * @param latestMs the latest time of these records
 * @param n how many likes they are
 * @param keys the clients' keys among them that are not known to be counted, none twice; n of them, or none for likes without keys
 * @param journey the times of the last
 */
record Likes(
        String movieId, KafkaRecord first, KafkaRecord last, long latestMs, long n, List<Key> keys, Journey journey) {
    /**
     * A client's key.
     *
     * @param name what it was used for, and the key
     * @param record the record that brought it first
     */
    record Key(String name, KafkaRecord record) {}
}
