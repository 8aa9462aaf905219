/** The peer as AWS's guides write it: {@code KafkaEvent} from aws-lambda-java-events, values read by jackson-databind. */
package plainstream.bench.events;
