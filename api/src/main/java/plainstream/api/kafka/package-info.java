/**
 * Events, and how they reach Kafka: records in CloudEvents' binary mode, the producer and its settings, topics; or the log, when there
 * is no Kafka.
 *
 * <p>It uses {@code log}, {@code settings} and what is below; {@code http} hands it events, and the routes make them. It knows nothing of HTTP.
 */
package plainstream.api.kafka;
