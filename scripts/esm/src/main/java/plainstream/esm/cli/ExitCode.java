package plainstream.esm.cli;

/** How the program ends. */
enum ExitCode {
    /** Everything that was asked for is done. */
    OK(0, "all done"),
    /** {@code check}: the function failed a case. {@code replay}: an answer differs. */
    DIFFERENT(1, "a case failed, or an answer differs"),
    /** The options make no sense; each fault is told. */
    USAGE(2, "the options make no sense"),
    /** The broker, the function or a file cannot be used. */
    UNAVAILABLE(69, "broker, function or file cannot be used");

    private final int status;
    private final String meaning;

    ExitCode(int status, String meaning) {
        this.status = status;
        this.meaning = meaning;
    }

    int status() {
        return status;
    }

    String meaning() {
        return meaning;
    }
}
