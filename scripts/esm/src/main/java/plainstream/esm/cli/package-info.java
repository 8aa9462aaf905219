/**
 * The command line: {@code run}, {@code check}, {@code replay} and {@code rules}.
 *
 * <p>Uses everything beside it, and nobody uses it. Options are the ones of AWS's command {@code create-event-source-mapping}; what is
 * ours besides is said in {@code --help}. It does no work of its own: it turns words into a mapping and shows what becomes of it.
 */
package plainstream.esm.cli;
