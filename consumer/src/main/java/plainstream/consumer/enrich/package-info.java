/**
 * What the enrichment function does: orders and what is known of their customers, published to {@code orders-enriched}.
 *
 * <p>It uses {@code batch}, {@code function} and what is below; {@link plainstream.consumer.EnrichmentHandler} alone uses it. It stores
 * nothing but dead letters.
 */
package plainstream.consumer.enrich;
