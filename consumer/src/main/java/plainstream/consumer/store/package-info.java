/**
 * What an event asks of the tables, and how it is given exactly once.
 *
 * <pre>
 *  KafkaRecord ─► Classifier ─► Effect ─► Plan ─┬─ LikeRun ─► LikeCounter, IdempotencyKeys ─┐
 *                                               ├─ TimestampRun, Puts ─────────────────────┼─► DynamoDb
 *                                               └─ Burial ─► DeadLetters ──────────────────┘
 * </pre>
 *
 * <p>It uses {@code batch}, {@code function} and what is below; {@link plainstream.consumer.EventsHandler} alone uses it. It reads nothing
 * back for anybody: {@code query} does.
 */
package plainstream.consumer.store;
