package plainstream.consumer.json;

/** Any fault that this package finds: in the text ({@link JsonSyntaxException}) or in its shape ({@link JsonShapeException}). */
public abstract sealed class JsonException extends RuntimeException permits JsonSyntaxException, JsonShapeException {
    private static final long serialVersionUID = 1;

    private final String problem;
    private final transient Place place;

    JsonException(String problem, Place place) {
        super(problem + " (" + place + ")");
        this.problem = problem;
        this.place = place;
    }

    /**
     * Says what is wrong, without the place.
     *
     * @return one phrase
     */
    public String problem() {
        return problem;
    }

    /**
     * Says where the fault is.
     *
     * @return line, column and path
     */
    public Place place() {
        return place;
    }
}
