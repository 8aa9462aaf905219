/**
 * The peer on Spring Boot: one route with the product's semantics, written as Spring's own guides are.
 *
 * <p>Not a second product: it has only what the comparison calls.
 */
package plainstream.bench.spring;
