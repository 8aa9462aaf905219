/**
 * A batch on its way: partitions, steps in lanes, what became of each record, dead letters, and the answer to the mapping.
 *
 * <p>It uses {@code function}, {@code event} and what is below; {@code store}, {@code enrich},
 * {@code archive} and {@code query} use it. It does not know what a step does.
 */
package plainstream.consumer.batch;
