/**
 * What the tests of every module share, made once.
 *
 * <pre>
 *   Made ──► Event ──► MskEvent: the JSON of an invocation, without the code under test
 *   Program ──► ApiProcess, Stack: what ships, in a process of its own
 *   Waits, Loopback, Topic, SampleHandler, Repository
 * </pre>
 *
 * <p>It uses the JDK, for {@code Topic} a Kafka client, for {@code SampleHandler} Lambda's interface, and none of this project's modules,
 * so that each of them can test with it; the benchmark takes its events from here as well. It is never shipped. Free ports are
 * {@code plainstream.esm.host.Ports}', which the stack needs itself.
 */
package plainstream.kit;
