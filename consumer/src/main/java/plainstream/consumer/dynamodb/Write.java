package plainstream.consumer.dynamodb;

import plainstream.consumer.json.JsonWriter;

/** A write to one item: alone, or as one of a transaction. */
public sealed interface Write {
    /**
     * What the API calls it.
     *
     * @return {@code Put} or {@code Update}
     */
    String action();

    /**
     * Writes the request's members.
     *
     * @param out where to, inside an object
     */
    void write(JsonWriter out);

    /**
     * Puts a whole item in the place of the one with its key.
     *
     * @param item the item, its key included
     * @param condition when to
     */
    record Put(String table, Item item, Condition condition) implements Write {
        @Override
        public String action() {
            return "Put";
        }

        @Override
        public void write(JsonWriter out) {
            out.name("TableName").string(table).name("Item");
            item.write(out);
            condition.write(out);
        }
    }

    /**
     * Changes an item, or makes it.
     *
     * @param key the item's key
     * @param expression what to change
     * @param condition when to; its names and values serve the update expression too
     */
    record Update(String table, Item key, String expression, Condition condition) implements Write {
        @Override
        public String action() {
            return "Update";
        }

        @Override
        public void write(JsonWriter out) {
            out.name("TableName").string(table).name("Key");
            key.write(out);
            out.name("UpdateExpression").string(expression);
            condition.write(out);
        }
    }
}
