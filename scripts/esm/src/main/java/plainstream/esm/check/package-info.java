/**
 * The conformance kit: hard cases of the Lambda event for Kafka, each with what a handler must make of it.
 *
 * <p>Uses Jackson and the mapping's reading of answers; the command line uses it. It judges form alone: whether the handler's effects are
 * right, its owner has to look.
 */
package plainstream.esm.check;
