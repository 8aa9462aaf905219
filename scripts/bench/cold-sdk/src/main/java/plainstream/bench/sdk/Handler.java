package plainstream.bench.sdk;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Stores one item per invocation: what the SDK costs above an empty handler, with no decoding in the figure. */
public final class Handler implements RequestStreamHandler {
    private final DynamoDbClient dynamoDb = DynamoDbClient.builder()
            .region(Region.of(System.getenv("AWS_REGION")))
            .endpointOverride(URI.create(System.getenv("AWS_ENDPOINT_URL_DYNAMODB")))
            .credentialsProvider(EnvironmentVariableCredentialsProvider.create())
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();

    /** Lambda makes it. */
    public Handler() {}

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        event.transferTo(OutputStream.nullOutputStream());
        String id = UUID.randomUUID().toString();
        dynamoDb.putItem(put -> put.tableName(System.getenv("TABLE_PREFIX") + "timestamps")
                .item(Map.of("day", text("2026-11-21"), "at", text(id), "id", text(id))));
        answer.write('{');
        answer.write('}');
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }
}
