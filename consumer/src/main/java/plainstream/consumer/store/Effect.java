package plainstream.consumer.store;

import plainstream.consumer.dynamodb.Item;

/** What a record asks for, found out without any call. */
sealed interface Effect {
    /** Nothing more: it has been logged, which is all of its effect. */
    record Logged() implements Effect {}

    /**
     * Nothing at all.
     *
     * @param reason why
     */
    record Ignored(String reason) implements Effect {}

    /**
     * One more like.
     *
     * @param movieId the movie
     * @param key the client's key, "" if it brought none
     * @param journey its times
     */
    record Like(String movieId, String key, Journey journey) implements Effect {}

    /**
     * A timestamp to store.
     *
     * @param item the whole item
     * @param key the client's key, "" if it brought none
     */
    record Timestamp(Item item, String key) implements Effect {}

    /**
     * An order to store.
     *
     * @param orderNo its number
     * @param item the whole item
     */
    record Order(String orderNo, Item item) implements Effect {}

    /**
     * It is not as the event contract says.
     *
     * @param reason why
     */
    record Invalid(String reason) implements Effect {}
}
