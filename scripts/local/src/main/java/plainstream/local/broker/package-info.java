/**
 * A real Kafka broker in a process of its own.
 *
 * <p>Uses {@code .server}. Used by the stack and by every test that needs a broker.
 */
package plainstream.local.broker;
