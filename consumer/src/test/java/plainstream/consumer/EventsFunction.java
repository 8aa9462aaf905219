package plainstream.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;

/** The events function on a real DynamoDB engine, for the tests of what it does. */
abstract class EventsFunction extends OnDynamoDb {
    static final String OK = "{\"batchItemFailures\":[]}";

    static String order(String item) {
        return "{\"OrderNo\":\"SO-1\",\"Customer\":\"Jones\",\"Item\":\"" + item
                + "\",\"UnitCost\":1.950,\"Paid\":true,\"address\":null,\"longitude\":null,\"latitude\":null}";
    }

    static TestEvent likes(int from, int to) {
        TestEvent event = new TestEvent();
        for (int offset = from; offset < to; offset++) {
            event.like(0, offset, "tt1");
        }
        return event;
    }

    String invoke(TestEvent event) throws IOException {
        return invoke(handler(), event, 60_000);
    }

    EventsHandler handler() {
        return new EventsHandler(environment, Clock.systemUTC());
    }

    static String invoke(EventsHandler handler, TestEvent event, int remainingMs) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        handler.handleRequest(new ByteArrayInputStream(event.bytes()), answer, new TestContext(remainingMs));
        return answer.toString(UTF_8);
    }
}
