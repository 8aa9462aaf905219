/**
 * What a function tells of itself: lines of JSON on standard output, and metrics in CloudWatch's embedded format.
 *
 * <p>It uses {@code json} and {@code time}; everything above may use it.
 */
package plainstream.consumer.log;
