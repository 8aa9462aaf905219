/**
 * What the archive function does: every record, whole, into S3.
 *
 * <pre>
 *   PartitionRecords ──► ArchiveObject: name, gzipped JSON lines ──► Bucket: signed PutObject
 * </pre>
 *
 * <p>It uses {@code batch}, {@code function} and what is below; {@link plainstream.consumer.ArchiveHandler} alone uses it. It reads
 * nothing back: {@code scripts/replay.sh} does.
 */
package plainstream.consumer.archive;
