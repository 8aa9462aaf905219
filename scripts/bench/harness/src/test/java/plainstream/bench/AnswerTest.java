package plainstream.bench;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AnswerTest {
    private final Answer answer = new Answer();

    @Test
    void endsAfterTheContentThatWasAnnounced() {
        assertFalse(add("HTTP/1.1 200 OK\r\nDate: x\r\ncontent-length: 4\r\n\r\n{}"));
        assertTrue(add("\r\n"));
        assertTrue(answer.is2xx());
    }

    @Test
    void endsWithTheLastChunk() {
        assertFalse(add("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n"));
        assertTrue(add("0\r\n\r\n"));
    }

    @Test
    void takesItByteByByte() {
        String text = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 1\r\n\r\n!";
        for (int i = 0; i < text.length() - 1; i++) {
            assertFalse(add(text.substring(i, i + 1)));
        }
        assertTrue(add("!"));
        assertFalse(answer.is2xx());
    }

    @Test
    void growsAndIsUsedAgain() {
        assertTrue(add("HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n" + "x".repeat(9000)));
        answer.clear();
        assertTrue(add("HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n"));
    }

    private boolean add(String text) {
        return answer.add(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }
}
