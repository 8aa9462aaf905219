package plainstream.consumer;

/** The tables' full names. */
record Tables(String prefix) {
    String timestamps() {
        return prefix + "timestamps";
    }

    String likes() {
        return prefix + "likes";
    }

    String idempotency() {
        return prefix + "idempotency";
    }

    String orders() {
        return prefix + "orders";
    }

    String customers() {
        return prefix + "customers";
    }

    String deadLetters() {
        return prefix + "dead_letters";
    }
}
