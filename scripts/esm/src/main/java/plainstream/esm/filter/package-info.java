/**
 * Event filtering: which records of a topic a function gets, by AWS's filter patterns for Kafka.
 *
 * <p>Uses Jackson and nothing of its neighbours; the mapping's pollers use it. It knows values only, since AWS filters Kafka's
 * records by nothing else, and it is no rule engine: what AWS's page does not list is refused.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/kafka-filtering.html">AWS: filtering Kafka events</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html">AWS: filter rule syntax</a>
 */
package plainstream.esm.filter;
