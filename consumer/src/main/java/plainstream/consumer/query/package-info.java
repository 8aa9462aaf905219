/**
 * Reads: a load balancer's request, the resource it names, a page of it, and the answer.
 *
 * <p>It uses {@code batch}, {@code function} and what is below; {@link plainstream.consumer.QueriesHandler} alone uses it. It writes nothing.
 */
package plainstream.consumer.query;
