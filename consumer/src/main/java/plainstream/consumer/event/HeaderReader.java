package plainstream.consumer.event;

import java.util.ArrayList;
import java.util.List;
import plainstream.consumer.json.JsonReader;
import plainstream.consumer.json.Repeated;

/** Reads a record's headers: a list of objects, each of a name and an array of signed bytes. */
final class HeaderReader {
    /** So many names are kept for the next record, which mostly has the same in the same places. */
    private static final int MAX_NAMES = 16;

    private static final byte[] NONE = {};

    private final JsonReader json;
    private final Repeated[] names = new Repeated[MAX_NAMES];

    HeaderReader(JsonReader json) {
        this.json = json;
        for (int i = 0; i < MAX_NAMES; i++) {
            names[i] = new Repeated();
        }
    }

    List<RecordHeader> read() {
        if (json.nullValue()) {
            return List.of();
        }
        List<RecordHeader> headers = new ArrayList<>(8);
        for (boolean more = json.beginArray(); more; more = json.nextElement()) {
            for (boolean another = json.beginObject(); another; another = json.nextMember()) {
                int place = Math.min(headers.size(), MAX_NAMES - 1);
                String name = json.name(names[place]);
                headers.add(new RecordHeader(name, json.nullValue() ? NONE : json.byteArray()));
            }
        }
        return headers;
    }
}
