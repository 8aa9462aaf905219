/**
 * The peer on Helidon SE: one route with the product's semantics, written as Helidon's own examples are.
 *
 * <p>Not a second product: it has only what the comparison calls.
 */
package plainstream.bench.helidon;
