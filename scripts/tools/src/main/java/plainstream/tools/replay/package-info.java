/**
 * Gives the archive's records back: what {@code scripts/replay.sh} runs.
 *
 * <pre>
 *   folder ──► Archive: objects by partition ──► PartitionReplay: lines, each offset once ──► Target ──► function, file
 *                                                                                    IntoTopics ──► topics
 * </pre>
 *
 * <p>Uses {@code plainstream.consumer}'s JSON, signatures and HTTP client, and for topics kafka-clients. It decides nothing about what
 * a record means: the functions do.
 */
package plainstream.tools.replay;
