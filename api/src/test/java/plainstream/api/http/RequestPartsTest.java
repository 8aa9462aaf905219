package plainstream.api.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken over from headers that anyone can write: the client's address and the trace. */
class RequestPartsTest {
    private static final InetSocketAddress PEER = new InetSocketAddress("127.0.0.9", 1);
    private static final String ROOT = "1-67891233-abcdef012345678912345678";

    @ParameterizedTest
    @ValueSource(strings = {"1.2.3.4", "2001:db8::1", "::ffff:1.2.3.4", "255.255.255.255"})
    void takesTheLastForwardedAddress(String address) {
        assertEquals(address, ClientAddress.of(List.of(address), PEER));
        assertEquals(address, ClientAddress.of(List.of("9.9.9.9", "6.6.6.6,8.8.8.8 ,\t" + address + " "), PEER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "1.2.3.4,",
                "unknown",
                "1.2.3",
                "1.2.3.256",
                "01.2.3.4",
                "1.2.3.4:80",
                "[::1]",
                "::1%eth0",
                "localhost",
                "1",
                "::g",
                "a\"}"
            })
    void takesThePeerForAnythingElse(String forwarded) {
        assertEquals("127.0.0.9", ClientAddress.of(List.of("9.9.9.9, " + forwarded), PEER));
    }

    @Test
    void takesThePeerWithoutHeader() {
        assertEquals("127.0.0.9", ClientAddress.of(List.of(), PEER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Root=" + ROOT,
                "Root=" + ROOT + ";Sampled=1",
                "Self=1-67891234-12456789abcdef012345678;Root=" + ROOT + ";Parent=x"
            })
    void takesTheTracesRoot(String header) {
        assertEquals(ROOT, TraceId.root(List.of(header)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Root=",
                "root=" + ROOT,
                "Root=1-67891233-ABCDEF012345678912345678",
                "Root=" + ROOT + "0",
                "xRoot=" + ROOT,
                "Root=2" + ROOT,
                ROOT
            })
    void takesNothingElse(String header) {
        assertEquals("", TraceId.root(List.of(header)));
    }

    @Test
    void readsTracesOfNoMoreThan512Characters() {
        String start = "Root=" + ROOT + ";";
        assertEquals(ROOT, TraceId.root(List.of(start + "x".repeat(512 - start.length()))));
        assertEquals("", TraceId.root(List.of(start + "x".repeat(513 - start.length()))));
    }

    @Test
    void writesAPathInAsciiAndNothingUnseen() {
        assertEquals("/h%C3%A9llo!~%7F%20%1F", PercentEncoder.ascii("/h\u00c3\u00a9llo!~\u007f \u001f"));
    }

    @Test
    void makesUuidsOfVersion4() {
        assertTrue(TraceId.random().matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-what-comes-later"
            })
    void goesOnWithASentTrace(String sent) {
        String own = Traceparent.of(List.of(sent), ROOT);
        assertTrue(own.matches("00-4bf92f3577b34da6a3ce929d0e0e4736-[0-9a-f]{16}-01"), own);
        assertFalse(own.contains("00f067aa0ba902b7"), "the request is a parent of its own");
        assertTrue(Traceparent.of(List.of(sent.replace("b7-01", "b7-00")), "").endsWith("-00"), "not sampled stays so");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00_4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7_01",
                "00-4bf92f3577b34da6a3ce929d0e0e473\"-00f067aa0ba902b7-01"
            })
    void makesATraceOfTheLoadBalancersForAnythingElse(String sent) {
        String expected = "00-67891233abcdef012345678912345678-[0-9a-f]{16}-01";
        assertTrue(Traceparent.of(List.of(sent), ROOT).matches(expected));
        assertTrue(Traceparent.of(List.of(sent, sent), ROOT).matches(expected));
        assertTrue(Traceparent.of(List.of(), ROOT).matches(expected));
        assertTrue(Traceparent.of(List.of(), "").matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01"));
    }
}
