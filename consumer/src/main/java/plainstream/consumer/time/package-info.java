/**
 * Times as text, and how much of an invocation's time is left.
 *
 * <p>It uses nothing but the JDK; everything above may use it.
 */
package plainstream.consumer.time;
