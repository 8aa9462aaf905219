package plainstream.api.settings;

import java.util.List;

/** The settings cannot be used; the faults say which, what they hold and what is legal, all at once. */
public final class SettingsException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient List<String> faults;

    SettingsException(List<String> faults) {
        super(String.join("; ", faults));
        this.faults = List.copyOf(faults);
    }

    public List<String> faults() {
        return faults;
    }
}
