package plainstream.consumer.function;

import java.util.List;

/** The environment is not as the function needs it. The message names each variable, what it holds and what is legal. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    SettingsException(List<String> faults) {
        super(String.join("; ", faults));
    }
}
