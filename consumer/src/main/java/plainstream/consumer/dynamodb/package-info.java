/**
 * DynamoDB's JSON 1.0 protocol, as much of it as this project needs.
 *
 * <pre>
 *   Put, Update, Query, … ──► DynamoDb (retries within a deadline) ──► Transport (sign, send) ──► DynamoDB
 * </pre>
 *
 * <p>It is not an object mapper and not a full client: no streams, no tables made or changed, no sets.
 */
package plainstream.consumer.dynamodb;
