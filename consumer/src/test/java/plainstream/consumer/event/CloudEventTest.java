package plainstream.consumer.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventTest {
    private static final String APPENDED = "2026-11-21T03:17:32.123000Z";

    @ParameterizedTest
    @ValueSource(
            strings = {"", "trace=1", "content-type=application/json", "content-type=text/plain", "x-ce_type=a", "ce=1"
            })
    void takesWhatSaysNothingOfAnEventForAPlainMessage(String header) {
        assertEquals(new CloudEvent("", "", APPENDED, false), of(header));
    }

    @Test
    void readsTheAttributes() {
        assertEquals(
                new CloudEvent("t", "1", "2026-11-21T02:17:32.500000Z", true),
                of(
                        "ce_specversion=1.0",
                        "ce_id=1",
                        "ce_source=/x",
                        "ce_type=t",
                        "ce_time=2026-11-21T03:17:32.5+01:00",
                        "ce_idempotent=true",
                        "ce_traceparent=00",
                        "ce_@[=1",
                        "content-type=application/json; charset=utf-8"));
        assertEquals(new CloudEvent("t", "", APPENDED, false), of("ce_type=t", "ce_idempotent=false"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "content-type=application/cloudevents+json; charset=UTF-8 | not understood",
                "content-type=application/cloudevents-batch+json | not understood",
                "Content-Type= Application/CloudEvents+JSON | not understood",
                "contentType=application/cloudevents+json | not understood",
                "content_type=application/cloudevents+json | not understood",
                "ce-type=t,ce-id=1 | header ce-type: an event's attributes begin with ce_",
                "cloudEvents:type=t | header cloudEvents:type: an event's",
                "cloudEvents_type=t | header cloudEvents_type: an event's",
                "ce_id=1 | ce_type is missing",
                "ce_nonsense=1 | ce_type is missing",
                "CE_TYPE=t | lower case",
                "ce_type=t,ce_A=1 | lower case",
                "ce_type=t,ce_Z=1 | lower case",
                "ce_type=t,Ce_Time=2026-11-21T03:17:32Z | lower case",
                "ce_type= | ce_type is empty",
                "ce_type=t,ce_type=t | ce_type is given twice",
                "ce_type=t,ce_id= | ce_id is empty",
                "ce_type=t,ce_id=1,ce_id=2 | ce_id is given twice",
                "ce_type=t,ce_source= | ce_source is empty",
                "ce_type=t,ce_specversion=0.3 | ce_specversion is '0.3'",
                "ce_type=t,ce_specversion= | ce_specversion is empty",
                "ce_type=t,ce_time=yesterday | ce_time is no time",
                "ce_type=t,ce_time= | ce_time is empty",
                "ce_type=t,ce_idempotent=TRUE | true or false",
                "ce_type=t,ce_idempotent= | ce_idempotent is empty",
                "ce_type=\u00ff | ce_type is not UTF-8"
            })
    void neverTakesWhatIsInvalidForAbsent(String headers, String reason) {
        String message = assertThrows(InvalidRecordException.class, () -> of(headers.split(",")))
                .getMessage();
        assertTrue(message.contains(reason), message);
    }

    private static CloudEvent of(String... headers) {
        List<RecordHeader> list = new ArrayList<>();
        for (String header : headers) {
            int equals = Math.max(0, header.indexOf('='));
            byte[] value =
                    header.substring(Math.min(header.length(), equals + 1)).getBytes(StandardCharsets.ISO_8859_1);
            list.add(new RecordHeader(header.substring(0, equals), value));
        }
        byte[] none = {};
        return CloudEvent.of(
                new KafkaRecord("t", 0, 0, 1_795_231_052_123L, "", false, none, true, none, list, Archived.NOT));
    }
}
