/**
 * What each route checks and answers: rules of names, bodies and orders, the events that come of them, and the page.
 *
 * <p>It uses all packages below, {@code http} first of all; {@link plainstream.api.Api} alone uses it. It is not where bytes of HTTP are
 * judged, nor where an event becomes a Kafka record.
 */
package plainstream.api.routes;
