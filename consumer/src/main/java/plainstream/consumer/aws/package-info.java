/**
 * What every call to AWS needs: credentials, a signature (Signature Version 4), one HTTP exchange.
 *
 * <pre>
 *   environment or container endpoint ──► Credentials ─┐
 *   HttpRequest ──► SigV4: canonical request ──► string to sign ──► signature ──► signed HttpRequest ──► Http
 * </pre>
 *
 * <p>It uses {@code time} and {@code json}; {@code dynamodb}, {@code archive} and {@code function} use it. It is not an SDK: it knows no service, no profile file, no instance metadata and no retry.
 */
package plainstream.consumer.aws;
