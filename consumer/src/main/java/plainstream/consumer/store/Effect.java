package plainstream.consumer.store;

import plainstream.consumer.batch.Outcome;
import plainstream.consumer.dynamodb.Item;

/** What a record asks for, found out without any call. */
sealed interface Effect {
    /**
     * Takes its place in the plan. Every kind has to say what becomes of its record: there is nothing that a new kind could fall into.
     *
     * @param plan the plan of the record's partition
     * @param index the record's place there
     */
    void join(Plan plan, int index);

    /** Nothing more: it has been logged, which is all of its effect. */
    record Logged() implements Effect {
        @Override
        public void join(Plan plan, int index) {
            plan.settle(index, new Outcome.Logged());
        }
    }

    /**
     * Nothing at all.
     *
     * @param reason why
     */
    record Ignored(String reason) implements Effect {
        @Override
        public void join(Plan plan, int index) {
            plan.settle(index, new Outcome.Skipped(reason));
        }
    }

    /**
     * One more like.
     *
     * @param movieId the movie
     * @param key what the client's key was used for and the key, "" if it brought none
     * @param journey its times
     */
    record Like(String movieId, String key, Journey journey) implements Effect {
        @Override
        public void join(Plan plan, int index) {
            plan.like(index, this);
        }
    }

    /**
     * A timestamp to store.
     *
     * @param item the whole item
     * @param key the client's key, "" if it brought none
     */
    record Timestamp(Item item, String key) implements Effect {
        @Override
        public void join(Plan plan, int index) {
            plan.timestamp(index, this);
        }
    }

    /**
     * An item to store, unless a newer one of its key is there.
     *
     * @param table its name in {@code pipeline.json}
     * @param key the name of its key
     * @param item the whole item
     */
    record Newest(String table, String key, Item item) implements Effect {
        @Override
        public void join(Plan plan, int index) {
            plan.newest(index, this);
        }
    }

    /**
     * It is not as the event contract says.
     *
     * @param reason why
     */
    record Invalid(String reason) implements Effect {
        @Override
        public void join(Plan plan, int index) {
            plan.invalid(index, reason);
        }
    }
}
