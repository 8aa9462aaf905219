package plainstream.bench.empty;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Reads the event to its end, as every handler must, and answers an empty object. */
public final class Handler implements RequestStreamHandler {
    /** Lambda makes it. */
    public Handler() {}

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        event.transferTo(OutputStream.nullOutputStream());
        answer.write('{');
        answer.write('}');
    }
}
