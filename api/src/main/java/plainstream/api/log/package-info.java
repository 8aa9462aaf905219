/**
 * What the process tells of itself: lines of JSON on standard output, and metrics in CloudWatch's embedded format.
 *
 * <p>It uses {@code json} and {@code time}; everything above may use it. It is no logging library: programs log through
 * {@code System.Logger}, and this stands behind it.
 */
package plainstream.api.log;
