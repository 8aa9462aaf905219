package plainstream.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AddressTest {
    @Test
    void replacesTheBrokersPortWhereverItStandsAndNoOther() {
        byte[] frame = frame(9092, 9093, 9092);
        Address.of(9092).replaceBy(Address.of(20_000), frame);
        assertArrayEquals(frame(20_000, 9093, 20_000), frame);
    }

    private static byte[] frame(int... ports) {
        var frame = ByteBuffer.allocate(64).put((byte) 10);
        for (int port : ports) {
            frame.put("127.0.0.1".getBytes(StandardCharsets.US_ASCII)).putInt(port);
        }
        return frame.array();
    }
}
