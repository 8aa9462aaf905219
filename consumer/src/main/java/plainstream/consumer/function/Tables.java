package plainstream.consumer.function;

/** The tables' full names: of those that have a program of their own, and of any other by its name in {@code pipeline.json}. */
public record Tables(String prefix) {
    public String named(String name) {
        return prefix + name;
    }

    public String timestamps() {
        return prefix + "timestamps";
    }

    public String likes() {
        return prefix + "likes";
    }

    public String idempotency() {
        return prefix + "idempotency";
    }

    public String customers() {
        return prefix + "customers";
    }

    public String deadLetters() {
        return prefix + "dead_letters";
    }
}
