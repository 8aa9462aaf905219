/**
 * Events, and how they reach Kafka: records in CloudEvents' binary mode, the producer and its settings, topics; or the log, when there
 * is no Kafka.
 *
 * <pre>
 * Event ─► Records ─► KafkaPublisher ─► the producer ─► Kafka
 *                        │ Failures         ▲ made and replaced
 *                        └────────────► Watch ─► Topics: made, and asked whether they can be written to
 * </pre>
 *
 * <p>It uses {@code log}, {@code settings} and what is below; {@code http} hands it events, and the routes make them. It knows nothing of HTTP.
 */
package plainstream.api.kafka;
