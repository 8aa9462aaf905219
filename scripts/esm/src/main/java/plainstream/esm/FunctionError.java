package plainstream.esm;

import java.nio.charset.StandardCharsets;

/** A function's invocation failed: it answered with an error, exited, or ran out of time. */
public final class FunctionError extends Exception {
    /** What Lambda's Invoke answers when no environment may be started (status 429). */
    public static final String THROTTLE = "TooManyRequestsException";

    /** A person at the debugger gives the records up. */
    public static final String GIVEN_UP = "Esm.GivenUp";

    private static final long serialVersionUID = 1;

    private final transient byte[] payload;
    private final String type;

    public FunctionError(String type, String message, byte[] payload) {
        super(message);
        this.type = type;
        this.payload = payload.clone();
    }

    public FunctionError(String type, String message) {
        this(type, message, message.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The kind of failure.
     *
     * @return what the function named ({@code Lambda-Runtime-Function-Error-Type}), or {@code Sandbox.Timedout},
     *     {@code Runtime.ExitError}, {@code Function.ResponseSizeTooLarge}
     */
    public String type() {
        return type;
    }

    /** Whether the function was not even begun, for want of concurrency. */
    boolean isThrottle() {
        return type.equals(THROTTLE);
    }

    /**
     * What the function sent about it.
     *
     * @return the error's JSON ({@code errorMessage}, {@code errorType}, {@code stackTrace}), or the message in UTF-8
     */
    public byte[] payload() {
        return payload.clone();
    }
}
