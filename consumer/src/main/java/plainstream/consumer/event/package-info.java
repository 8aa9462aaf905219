/**
 * The Lambda event as records, and a record as a CloudEvent, with the rules of the event contract.
 *
 * <p>It uses {@code dynamodb}'s items, {@code log}, {@code time} and {@code json}; everything above may use it. It makes no call.
 */
package plainstream.consumer.event;
