/**
 * The archive's part: a topic's records in files, as they lie in the bucket on AWS.
 *
 * <p>Uses a Kafka client alone. Used by the stack.
 */
package plainstream.local.archive;
