package plainstream.esm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import plainstream.kit.SampleHandler;

class FunctionProcessIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private FunctionProcess function;

    @AfterEach
    void close() {
        if (function != null) {
            function.close();
        }
    }

    @Test
    void keepsItsProcessFromEventToEvent() throws Exception {
        start(Map.of());
        assertEquals("{\"é\":1}", invoke("{\"é\":1}"));
        assertEquals("2", invoke("calls"));
        assertTrue(lines.contains("event of 7"), lines::toString);
    }

    @Test
    void givesItsOwnEnvironmentAndNoOther() throws Exception {
        start(Map.of("GREETING", "hello", "AWS_REGION", "eu-west-1"));
        assertEquals("hello null", invoke("environment"));
        assertTrue(invoke("context").matches("1\\d{4} arn:aws:lambda:eu-west-1:0+:function:SampleHandler"));
    }

    @Test
    void passesTheHandlersErrorOn() throws Exception {
        start(Map.of());
        var error = assertThrows(FunctionError.class, () -> invoke("fail"));
        assertEquals("java.io.IOException", error.type());
        assertTrue(new String(error.payload(), UTF_8).startsWith("""
                {"errorMessage":"asked to \\u0022fail\\u0022\\u000a","errorType":"java.io.IOException","stackTrace":["""));
        assertEquals("2", invoke("calls"));
    }

    @Test
    void killsAndReplacesTheProcessThatRunsOutOfTime() throws Exception {
        start(Map.of());
        invoke("warm");
        long first = function.pid();
        var before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        FunctionError error;
        try {
            error = assertThrows(
                    FunctionError.class, () -> function.invoke("sleep".getBytes(UTF_8), Duration.ofMillis(300)));
        } finally {
            Locale.setDefault(before);
        }
        assertEquals("Sandbox.Timedout", error.type());
        assertEquals("Task timed out after 0.30 seconds", error.getMessage());
        assertEquals("1", invoke("calls"));
        assertNotEquals(first, function.pid());
        assertTrue(ProcessHandle.of(first).isEmpty());
    }

    @Test
    void tellsThatTheProcessExited() throws Exception {
        start(Map.of());
        var error = assertThrows(FunctionError.class, () -> invoke("exit"));
        assertEquals("Runtime.ExitError", error.type());
        assertTrue(error.getMessage().contains("status 7"), error.getMessage());
        assertEquals("1", invoke("calls"));
    }

    @Test
    void refusesAnAnswerBeyondTheQuota() throws Exception {
        start(Map.of());
        assertEquals(
                "Function.ResponseSizeTooLarge",
                assertThrows(FunctionError.class, () -> invoke("huge")).type());
        assertEquals("2", invoke("calls"));
    }

    @Test
    void passesTheErrorOfInitializationOn() throws Exception {
        start(Map.of("FAIL_INIT", "1"));
        var error = assertThrows(FunctionError.class, () -> invoke("warm"));
        assertTrue(error.getMessage().contains("no \\u0022init\\u0022 today"), error.getMessage());
    }

    @Test
    void saysWhereAHandlerOfAnotherKindRuns() throws Exception {
        function = FunctionProcess.start("java.lang.Object", SampleHandler.classPath(), Map.of(), lines::add);
        var error = assertThrows(FunctionError.class, () -> invoke("warm"));
        assertTrue(error.getMessage().contains("java.lang.Object is no RequestStreamHandler"), error.getMessage());
    }

    private void start(Map<String, String> environment) throws Exception {
        function = FunctionProcess.start(
                SampleHandler.class.getName(), SampleHandler.classPath(), environment, lines::add);
    }

    private String invoke(String event) throws FunctionError {
        return new String(function.invoke(event.getBytes(UTF_8), TIMEOUT), UTF_8);
    }
}
