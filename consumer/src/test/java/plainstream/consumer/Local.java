package plainstream.consumer;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import plainstream.consumer.aws.Credentials;
import plainstream.consumer.dynamodb.TestTables;
import plainstream.local.database.DynamoDb;

/** Fresh tables in a real DynamoDB engine, and the environment of a function that uses them. */
record Local(TestTables tables, Map<String, String> environment) {
    private static final AtomicInteger PREFIXES = new AtomicInteger();

    static Local fresh(DynamoDb dynamoDb) throws IOException {
        String prefix = "t" + PREFIXES.incrementAndGet() + "-";
        Map<String, String> environment = new HashMap<>(Map.of(
                "AWS_REGION", "eu-west-1",
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test",
                "AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.endpoint().toString(),
                "TABLE_PREFIX", prefix,
                "LOG_LEVEL", "OFF"));
        TestTables tables = new TestTables(dynamoDb.endpoint(), prefix, new Credentials("test", "test", ""));
        tables.create();
        return new Local(tables, environment);
    }
}
