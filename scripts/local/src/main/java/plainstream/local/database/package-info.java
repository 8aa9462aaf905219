/**
 * Amazon's DynamoDB Local in a process of its own, and the tables in it.
 *
 * <p>Uses {@code .server}. Used by the stack and by every test that needs a database.
 */
package plainstream.local.database;
