/**
 * DynamoDB's JSON 1.0 protocol, as much of it as this project needs.
 *
 * <pre>
 *   Put, Update, Query, … ──► DynamoDb (retries within a deadline) ──► Transport (sign, send) ──► DynamoDB
 * </pre>
 *
 * <p>It uses {@code aws} and what is below; everything above may use it. It is not an object mapper and not a full client: no streams, no tables made or changed, no sets.
 */
package plainstream.consumer.dynamodb;
