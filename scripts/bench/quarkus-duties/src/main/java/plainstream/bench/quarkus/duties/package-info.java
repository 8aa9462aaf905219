/**
 * The peer on Quarkus in JVM mode with the duties that Plainstream's API has: access log, request id, Micrometer's metrics, health, CloudEvents
 * headers, idempotency key, problem details and limits of a request; each by Quarkus's own extension where it has one.
 *
 * <p>Not a second product: it has only the routes that the comparison calls.
 */
package plainstream.bench.quarkus.duties;
