/**
 * Times as text, and waiting.
 *
 * <p>It uses nothing but the JDK; everything above may use it.
 */
package plainstream.api.time;
