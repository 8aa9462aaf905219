package plainstream.api.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import plainstream.api.json.Json;
import plainstream.api.kafka.Delivery;

/** What the line of a request says of its event. */
class AccessLogTest {
    @Test
    void saysWhereAnEventLies() {
        assertEquals(
                "{\"topic\":\"orders\",\"partition\":3,\"offset\":42}", line(new Delivery.Stored("orders", 3, 42)));
    }

    @Test
    void saysWhyAnEventIsNotStored() {
        assertEquals(
                "{\"error\":\"java.io.IOException: too late\"}",
                line(new Delivery.Unconfirmed(new IOException("too late"))));
    }

    private static String line(Delivery delivery) {
        Json json = Json.object();
        AccessLog.write(json, delivery);
        return json.close('}').toString();
    }
}
