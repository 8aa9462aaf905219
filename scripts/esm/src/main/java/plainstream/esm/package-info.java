/**
 * AWS Lambda's event source mapping for Kafka and the runtime of its functions, on one machine, for anybody's function.
 *
 * <pre>
 *   topic ──► EventSourceMapping ──► FunctionPool ──► FunctionProcess ◄── RuntimeApi ◄── Bootstrap ──► handler
 *                 │ Poller, Buffer, Delivery              (a process of its own)
 *                 └──► Destination, for what is given up
 * </pre>
 *
 * <p>Uses {@code .host}, a Kafka client and Jackson; knows no type, topic or table of the project beside which it lies. Used by
 * the local stack, and by tests that need a function as AWS runs it.
 */
package plainstream.esm;
