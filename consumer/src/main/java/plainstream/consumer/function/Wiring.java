package plainstream.consumer.function;

import static java.lang.System.Logger.Level.DEBUG;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import plainstream.consumer.aws.CredentialsSource;
import plainstream.consumer.aws.Http;
import plainstream.consumer.dynamodb.DynamoDb;
import plainstream.consumer.dynamodb.Retries;
import plainstream.consumer.log.Logs;
import plainstream.consumer.time.Deadline;

/**
 * What every function is made of, put together once, during init.
 *
 * @param settings the environment's settings
 * @param tables the tables' names
 * @param dynamoDb the client
 */
public record Wiring(Settings settings, Tables tables, DynamoDb dynamoDb, InstantSource clock) {
    /** What is left for the answer when the calls have used up their time. */
    private static final long RESERVE_MS = 500;

    /** The connection is opened now, since init has a whole processor and no caller waits; without it the function works too. */
    public static Wiring of(Map<String, String> environment, InstantSource clock) {
        Settings settings = Settings.of(environment);
        Logs.install(settings.logLevel());
        Http.keep(settings.dynamoDbConnections());
        CredentialsSource credentials = CredentialsSource.of(environment, clock);
        DynamoDb dynamoDb = new DynamoDb(settings.dynamoDb(), settings.region(), credentials, clock, Retries.DEFAULT);
        Tables tables = new Tables(settings.tablePrefix());
        Wiring wiring = new Wiring(settings, tables, dynamoDb, clock);
        wiring.warm();
        return wiring;
    }

    private void warm() {
        try {
            dynamoDb.warm();
        } catch (IOException e) {
            System.getLogger(Wiring.class.getName()).log(DEBUG, "not warmed", e);
        }
    }

    public static Deadline deadline(Context context) {
        return Deadline.inMs(context.getRemainingTimeInMillis() - RESERVE_MS);
    }
}
