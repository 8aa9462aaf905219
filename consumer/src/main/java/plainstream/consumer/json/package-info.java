/**
 * A JSON reader and writer: RFC 8259 to the letter, in a handful of files.
 *
 * <pre>
 *   bytes ──► Lexer (sections 2, 6, 7) ──► JsonReader (sections 4, 5: pull, builds nothing) ──► JsonTree ──► JsonValue
 *   JsonWriter ──► bytes
 * </pre>
 *
 * <p>It uses nothing but the JDK; everything above may use it. It is not a mapper: it knows no classes but its own six values, and turns none of them into yours.
 */
package plainstream.consumer.json;
