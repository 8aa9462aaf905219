package plainstream.consumer;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import plainstream.consumer.dynamodb.TestTables;
import plainstream.local.database.DynamoDb;

/** Tests of a function on a real DynamoDB engine; each has tables of its own. */
public abstract class OnDynamoDb {
    protected static DynamoDb dynamoDb;

    /** The function's, made for these tables. */
    protected Map<String, String> environment;

    protected TestTables tables;

    @BeforeAll
    protected static void startDynamoDb() {
        dynamoDb = DynamoDb.start();
    }

    @AfterAll
    protected static void stopDynamoDb() {
        dynamoDb.close();
    }

    @BeforeEach
    protected void freshTables() throws IOException {
        Local local = Local.fresh(dynamoDb);
        environment = local.environment();
        tables = local.tables();
    }
}
