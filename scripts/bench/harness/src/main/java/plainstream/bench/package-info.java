/**
 * Measures the product beside its peers, on one machine, against the real engines.
 *
 * <pre>
 *   Load (this process) ──► a contender (own process) ──► Kafka (own process)
 *   RuntimeApi (this process) ◄── a function (own process) ──► DynamoDB Local (own process)
 * </pre>
 *
 * <p>Each {@link plainstream.bench.Part} answers one question and adds tables to the {@link plainstream.bench.Report}. Contenders
 * take turns round by round, so that whatever else the machine does hits all of them alike.
 *
 * <p>Not a test: it judges nothing, and a figure that comes out badly is printed like any other.
 */
package plainstream.bench;
