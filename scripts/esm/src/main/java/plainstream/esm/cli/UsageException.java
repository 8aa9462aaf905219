package plainstream.esm.cli;

import java.util.List;

/** What was asked for makes no sense; all faults at once. */
final class UsageException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<String> faults;

    UsageException(List<String> faults) {
        super(String.join("; ", faults));
        this.faults = List.copyOf(faults);
    }

    List<String> faults() {
        return faults;
    }
}
