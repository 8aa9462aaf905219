/** The floor of every cold start: the runtime interface client and a handler that does nothing. */
package plainstream.bench.empty;
