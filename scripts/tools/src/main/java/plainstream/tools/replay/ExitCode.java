package plainstream.tools.replay;

/** How a replay ended, as the shell sees it. */
public enum ExitCode {
    /** Every record was given back. */
    DONE,
    /** A function or the broker did not take what it was given. */
    FAILED,
    /** The arguments are wrong. */
    WRONG_USAGE,
    /** Parts of the archive are damaged or missing, each was named; the rest was given back. */
    LOSSES
}
