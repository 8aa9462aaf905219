/**
 * Three readers of the same MSK event under JMH, and a function that does nothing but read one.
 *
 * <p>Each peer is written as its users would write it for speed; what it returns holds the same records.
 */
package plainstream.bench.decode;
