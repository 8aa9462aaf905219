package plainstream.consumer.query;

import java.util.List;
import plainstream.consumer.dynamodb.Item;
import plainstream.consumer.json.JsonWriter;

/** Writes the body of a list: {@code {"items":[…],"next":"cursor or null"}}. */
final class Listing {
    /** The load balancer takes 1 MB from a function, in which every quotation mark of this takes two bytes. */
    private static final int MAX_BYTES = 400_000;

    private Listing() {}

    /** How one kind of item is shown. */
    interface View {
        /** Writes the item as clients see it. */
        void write(Item item, JsonWriter out);

        /** The cursor after it. */
        String cursor(Item item);
    }

    /**
     * Writes as many items as fit.
     *
     * @param items what was read; one more than the limit tells that there are more
     * @param limit how many to show at most
     * @param beyond the cursor if all are shown, "" if they are the last
     */
    static byte[] body(List<Item> items, int limit, String beyond, View view) {
        JsonWriter out = new JsonWriter().beginObject().name("items").beginArray();
        int shown = 0;
        while (shown < Math.min(limit, items.size()) && (shown == 0 || out.size() < MAX_BYTES)) {
            view.write(items.get(shown++), out);
        }
        String next = shown < items.size() ? view.cursor(items.get(shown - 1)) : beyond;
        out.endArray().name("next");
        if (next.isEmpty()) {
            out.nul();
        } else {
            out.string(next);
        }
        return out.endObject().toBytes();
    }

    /** Writes the named attributes that there are, in this order. */
    static void write(Item item, List<String> names, JsonWriter out) {
        out.beginObject();
        for (String name : names) {
            if (item.attributes().containsKey(name)) {
                out.name(name);
                item.attributes().get(name).writePlain(out);
            }
        }
        out.endObject();
    }
}
