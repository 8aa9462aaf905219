/**
 * The peer on Spring Boot with the duties that Plainstream's API has: Tomcat's access log, request id, Micrometer's metrics, Actuator's health,
 * CloudEvents headers, idempotency key, ProblemDetail and limits of a request.
 *
 * <p>Not a second product: it has only the routes that the comparison calls.
 */
package plainstream.bench.spring.duties;
