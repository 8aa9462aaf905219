/**
 * The Lambda handlers: bytes in, bytes out, no reflection.
 *
 * <pre>
 *   EventsHandler       MSK event ──► MskEventReader ──► Classifier ──► Effect ──► BatchRun (Likes, Puts) ──► DynamoDB
 *                                                          └─ Dead ──► DeadLetters
 *   EnrichmentHandler   MSK event ──► MskEventReader ──► Orders + Customers ──► OrderPublisher ──► topic orders-enriched
 *   QueriesHandler      load balancer event ──► QueryRequest ──► Queries ──► DynamoDB ──► QueryResponse
 * </pre>
 *
 * <p>It is not an API for others, the handlers and the MSK event reader apart; and it serves no writes: those come through Kafka.
 */
package plainstream.consumer;
