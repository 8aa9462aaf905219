/**
 * What the archive function does: every record, whole, into S3.
 *
 * <pre>
 *   PartitionRecords ──► ArchiveObject: name, gzipped JSON lines ──► Bucket: signed PutObject, where nothing is
 * </pre>
 *
 * <p>It uses {@code batch}, {@code function} and what is below; {@link plainstream.consumer.ArchiveHandler} alone uses it. Of what
 * is there it reads only how far it goes; {@code scripts/replay.sh} reads the rest.
 */
package plainstream.consumer.archive;
