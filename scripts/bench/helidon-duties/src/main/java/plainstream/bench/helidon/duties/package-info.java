/**
 * The peer on Helidon SE with the duties that Plainstream's API has: access log, request id, metrics, health, CloudEvents headers, idempotency
 * key, problem details and limits of a body; each by Helidon's own module where it has one.
 *
 * <p>Not a second product: it has only the routes that the comparison calls.
 */
package plainstream.bench.helidon.duties;
