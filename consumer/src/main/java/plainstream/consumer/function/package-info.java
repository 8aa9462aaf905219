/**
 * What every function is made of: settings, table names, the database's client.
 *
 * <p>It uses {@code event}, {@code dynamodb} and what is below; everything above may use it.
 */
package plainstream.consumer.function;
