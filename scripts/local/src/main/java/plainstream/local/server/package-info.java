/**
 * How the stack's own servers, broker and database, are started as processes.
 *
 * <p>Uses {@code plainstream.esm.host}. Used by {@code .broker} and {@code .database}.
 */
package plainstream.local.server;
