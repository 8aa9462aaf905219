package plainstream.esm.filter;

/** A filter pattern is not one that AWS takes; the message begins with AWS's own words. */
public final class InvalidFilterException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    InvalidFilterException(String reason) {
        super("Invalid filter pattern definition: " + reason);
    }
}
