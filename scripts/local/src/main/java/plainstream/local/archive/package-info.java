/**
 * The archive's bucket on this machine: as much of S3 as the archive function asks for, objects as files.
 *
 * <p>Uses {@code plainstream.esm.host}. Used by {@code plainstream.local}. It checks no signature: {@code SigV4VectorsTest} and the
 * deployment test do.
 */
package plainstream.local.archive;
