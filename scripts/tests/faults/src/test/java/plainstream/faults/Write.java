package plainstream.faults;

import java.util.Random;

/**
 * One write that a client sends.
 *
 * @param kind which
 * @param subject movie, order number or name: what its effect is found by
 * @param key the {@code Idempotency-Key}, or null
 */
record Write(Kind kind, String subject, String key) {
    /** The movies are few, so that their counts are sums of many writes. */
    static final int MOVIES = 12;

    /** The writes of the API; greetings are a GET, and yet are stored. */
    enum Kind {
        LIKE("events"),
        TIMESTAMP("events"),
        GREETING("events"),
        ORDER("orders");

        private final String topic;

        Kind(String topic) {
            this.topic = topic;
        }

        String topic() {
            return topic;
        }
    }

    /** The n-th write of a mixed load: half are likes, a third of these with a key. */
    static Write mixed(Random random, String prefix, int n) {
        var unique = prefix + "-" + n;
        return switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> new Write(Kind.LIKE, movie(random), null);
            case 4, 5 -> new Write(Kind.LIKE, movie(random), unique);
            case 6, 7 -> new Write(Kind.TIMESTAMP, unique, null);
            case 8 -> new Write(Kind.TIMESTAMP, unique, unique);
            case 9, 10 -> new Write(Kind.GREETING, unique, null);
            default -> new Write(Kind.ORDER, unique, null);
        };
    }

    static String movie(Random random) {
        return "tt" + random.nextInt(MOVIES);
    }

    String request() {
        var header = key == null ? "" : "Idempotency-Key: " + key + "\r\n";
        return switch (kind) {
            case LIKE -> Connection.post("/likes", header, "{\"movieId\":\"" + subject + "\"}");
            case TIMESTAMP -> Connection.post("/app", header, "{}");
            case ORDER ->
                Connection.post(
                        "/orders",
                        header,
                        "{\"OrderNo\":\"" + subject + "\",\"Customer\":\"Customer1\",\"Amount\":12.5}");
            case GREETING -> Connection.get("/current_time?name=" + subject);
        };
    }
}
