package plainstream.bench.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Jackson's streaming parser, read by hand: the fastest that Jackson offers. */
public final class JacksonReader {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JacksonReader() {}

    /** What the product's reader gives as well. */
    public record Record(
            String topic, int partition, long offset, long timestamp, byte[] key, byte[] value, List<Header> headers) {}

    /** A header of a record. */
    public record Header(String name, byte[] value) {}

    static List<Record> read(byte[] event) throws IOException {
        var records = new ArrayList<Record>();
        try (JsonParser parser = FACTORY.createParser(event)) {
            parser.nextToken();
            for (String name; (name = parser.nextFieldName()) != null; ) {
                JsonToken value = parser.nextToken();
                if (name.equals("records") && value == JsonToken.START_OBJECT) {
                    readPartitions(parser, records);
                } else {
                    parser.skipChildren();
                }
            }
        }
        return records;
    }

    private static void readPartitions(JsonParser parser, List<Record> records) throws IOException {
        while (parser.nextFieldName() != null) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                records.add(readRecord(parser));
            }
        }
    }

    private static Record readRecord(JsonParser parser) throws IOException {
        String topic = null;
        int partition = -1;
        long offset = -1;
        long timestamp = 0;
        byte[] key = null;
        byte[] value = null;
        List<Header> headers = List.of();
        for (String name; (name = parser.nextFieldName()) != null; ) {
            JsonToken token = parser.nextToken();
            switch (name) {
                case "topic" -> topic = parser.getText();
                case "partition" -> partition = parser.getIntValue();
                case "offset" -> offset = parser.getLongValue();
                case "timestamp" -> timestamp = parser.getLongValue();
                case "key" -> key = token == JsonToken.VALUE_NULL ? null : parser.getBinaryValue();
                case "value" -> value = token == JsonToken.VALUE_NULL ? null : parser.getBinaryValue();
                case "headers" -> headers = readHeaders(parser);
                default -> parser.skipChildren();
            }
        }
        return new Record(topic, partition, offset, timestamp, key, value, headers);
    }

    private static List<Header> readHeaders(JsonParser parser) throws IOException {
        var headers = new ArrayList<Header>(8);
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            for (String name; (name = parser.nextFieldName()) != null; ) {
                parser.nextToken();
                var bytes = new ByteArrayOutputStream(32);
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    bytes.write(parser.getIntValue());
                }
                headers.add(new Header(name, bytes.toByteArray()));
            }
        }
        return headers;
    }
}
