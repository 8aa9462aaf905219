/**
 * The local stack: what AWS puts between an HTTP service, a Kafka topic and Lambda functions, on one machine.
 *
 * <pre>
 *   client ──► balancer ──► service (its own process) ──► broker (real Kafka)
 *                  │                                        │
 *                  └─► FunctionPool ◄── EventSourceMapping ◄┤
 *                           │                               └──► archive ──► files
 *                           └──► database (Amazon's own local engine)
 * </pre>
 *
 * <p>What runs is described by data ({@code stack.json}); this module knows no type of the project it serves. It uses the
 * packages below it and {@code plainstream.esm}; {@code make run} and the tests use it. It is not an emulator of AWS's control
 * plane or of network limits, and it is never shipped.
 */
package plainstream.local;
