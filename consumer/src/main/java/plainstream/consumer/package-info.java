/**
 * The Lambda handlers: bytes in, bytes out, no reflection.
 *
 * <pre>
 *   EventsHandler       MSK event ──► event ──► store, batch ──► dynamodb
 *   EnrichmentHandler   MSK event ──► event ──► enrich, batch ──► topic orders-enriched
 *   ArchiveHandler      MSK event ──► event ──► archive, batch ──► S3
 *   QueriesHandler      load balancer event ──► query ──► dynamodb ──► answer
 * </pre>
 *
 * <p>The packages below, each using only what stands after it: {@code enrich}, {@code store}, {@code query}, {@code archive}, {@code batch},
 * {@code function}, {@code event}, {@code dynamodb}, {@code aws}, {@code log}, {@code time}, {@code json}.
 *
 * <p>It is not an API for others, the handlers and the MSK event reader apart; and it serves no writes: those come through Kafka.
 */
package plainstream.consumer;
