package plainstream.consumer.function;

/**
 * Over how many partition keys the timestamps of a day are spread: DynamoDB gives each key 1,000 write units a second.
 *
 * <p>The count may grow at any time and must never shrink: what lies beyond it would not be read any more.
 *
 * @param count TIMESTAMP_SHARDS
 */
public record TimestampShards(int count) {
    /** The partition key of one timestamp: the same for the same id, so that it is one item however often it is put. */
    public String key(String day, String id) {
        return key(day, Math.floorMod(id.hashCode(), count));
    }

    /** The partition key of a shard, counted from 0. The first is the day itself: one shard is what there was before there were shards. */
    public String key(String day, int shard) {
        return shard == 0 ? day : day + "#" + shard;
    }
}
