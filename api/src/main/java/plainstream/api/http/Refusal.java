package plainstream.api.http;

/** Ends the handling of a request with a {@link Problem}. No stack trace: it is an answer and not a fault of ours. */
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    public Refusal(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public Refusal(int status, String detail) {
        this(Problem.of(status, detail));
    }

    Problem problem() {
        return problem;
    }
}
