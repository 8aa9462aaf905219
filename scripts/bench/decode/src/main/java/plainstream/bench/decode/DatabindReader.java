package plainstream.bench.decode;

import com.amazonaws.services.lambda.runtime.events.KafkaEvent;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.util.Base64;

/** AWS's {@code KafkaEvent}, filled by jackson-databind. */
final class DatabindReader {
    private static final ObjectReader READER =
            new ObjectMapper().readerFor(KafkaEvent.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private DatabindReader() {}

    /** The event leaves key and value in base64, so that whoever wants them decodes them: here as there. */
    static KafkaEvent read(byte[] event) throws IOException {
        KafkaEvent read = READER.readValue(event);
        long bytes = 0;
        for (var records : read.getRecords().values()) {
            for (var record : records) {
                bytes += Base64.getDecoder().decode(record.getKey()).length;
                bytes += Base64.getDecoder().decode(record.getValue()).length;
            }
        }
        if (bytes == 0) {
            throw new IOException("an event without content");
        }
        return read;
    }
}
