package plainstream.bench.decode;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import plainstream.consumer.event.MskEventReader;
import plainstream.consumer.json.Json;

/** A function that only reads: the product's share of a cold start that is JSON, and nothing of its database client. */
public final class ReadHandler implements RequestStreamHandler {
    /** Lambda makes it. */
    public ReadHandler() {}

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        // Without a lambda, as the product: the JVM's first one costs a cold start more than the parsing does.
        for (var partition : MskEventReader.read(event.readAllBytes())) {
            for (var record : partition.records()) {
                Json.parse(record.value());
            }
        }
        answer.write('{');
        answer.write('}');
    }
}
