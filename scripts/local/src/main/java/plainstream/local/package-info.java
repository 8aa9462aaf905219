/**
 * A stand-in for what AWS puts between an HTTP service, a Kafka topic and Lambda functions, on one machine.
 *
 * <pre>
 *   client ──► LoadBalancer ──► service (its own process) ──► Broker (real Kafka)
 *                   │                                            │
 *                   └─► FunctionPool ◄── EventSourceMapping ◄────┤
 *                            │                                   └──► ArchiveWriter ──► files
 *                            └──► DynamoDb (Amazon's own local engine)
 * </pre>
 *
 * <p>What runs is described by data ({@code stack.json}); this package knows no type of the project it serves. It is
 * not an emulator of AWS's control plane, of IAM or of network limits, and it is never shipped.
 */
package plainstream.local;
