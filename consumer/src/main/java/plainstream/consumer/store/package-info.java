/**
 * What an event asks of the tables, and how it is given exactly once.
 *
 * <pre>
 *  KafkaRecord ─► Classifier ─► Effect ─► Plan ─┬─ LikeRun ─► LikeCounter, IdempotencyKeys ─┐
 *                                               ├─ TimestampRun, Puts ─────────────────────┼─► DynamoDb
 *                                               └─ Burial ─► DeadLetters ──────────────────┘
 * </pre>
 *
 * <p>What is remembered grows, each with a bound of its own: a movie's item by two attributes (some 50 bytes) for each partition and epoch in
 * which it was liked, of 400 KB; clients' keys until their time is over, when the table deletes them; lanes and runs with the batch, which
 * they do not outlive; a transaction by 99 keys. Nothing is kept in memory from one batch to the next.
 *
 * <p>It uses {@code batch}, {@code function} and what is below; {@link plainstream.consumer.EventsHandler} alone uses it. It reads nothing
 * back for anybody: {@code query} does.
 */
package plainstream.consumer.store;
