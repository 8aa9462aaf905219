package plainstream.consumer.json;

/** The text is JSON, but not of the shape asked for: another type, a member missing or given twice, a number out of range. */
public final class JsonShapeException extends JsonException {
    private static final long serialVersionUID = 1;

    JsonShapeException(String problem, Place place) {
        super(problem, place);
    }
}
