package plainstream.consumer.function;

/** The tables' full names. */
public record Tables(String prefix) {
    public String timestamps() {
        return prefix + "timestamps";
    }

    public String likes() {
        return prefix + "likes";
    }

    public String idempotency() {
        return prefix + "idempotency";
    }

    public String orders() {
        return prefix + "orders";
    }

    public String customers() {
        return prefix + "customers";
    }

    public String deadLetters() {
        return prefix + "dead_letters";
    }
}
