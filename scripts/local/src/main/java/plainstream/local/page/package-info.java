/**
 * What the live page asks of the local stack, at {@code /local/} of its load balancer; on AWS there is no such thing.
 *
 * <pre>
 *   mapping (MappingListener) ──┐
 *   lines of service, functions ┼──► Feed ──► Ring ──► EventStream: GET /local/stream (server-sent events)
 *   Tail (its own consumer) ────┤
 *   Watch (once a second) ──────┴──► GET /local/state
 *   DeadLetters ──► GET /local/dead-letters      Faults ◄── POST /local/faults/…
 * </pre>
 *
 * <p>Uses the broker, the database and {@code plainstream.esm}; only the stack uses it. It changes nothing unless it is asked to by
 * a POST with the page's token, and knows no type of the project: what is a poisonous record there, {@code stack.json} says.
 */
package plainstream.local.page;
