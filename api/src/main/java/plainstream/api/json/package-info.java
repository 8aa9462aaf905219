/**
 * JSON as the API needs it: a writer, and a reader of one flat object by regular expressions.
 *
 * <p>It uses nothing but the JDK; everything above may use it. It is no general JSON library: nested values are refused.
 */
package plainstream.api.json;
