package plainstream.consumer.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import plainstream.consumer.dynamodb.Item;
import plainstream.consumer.json.Json;
import plainstream.consumer.json.JsonObject;
import plainstream.consumer.json.JsonValue;
import plainstream.consumer.json.JsonWriter;

class ListingTest {
    private static final int LIMIT = 7;

    private static final Listing.View VIEW = new Listing.View() {
        @Override
        public void write(Item item, JsonWriter out) {
            Listing.write(item, List.of("id"), out);
        }

        @Override
        public String cursor(Item item) {
            return item.text("id");
        }
    };

    /** What a table gives after a key: one more than fits tells that there are more. */
    private static List<Item> after(List<String> ids, String cursor) {
        int from = cursor.isEmpty() ? 0 : ids.indexOf(cursor) + 1;
        return ids.subList(from, Math.min(ids.size(), from + LIMIT + 1)).stream()
                .map(id -> new Item().with("id", id))
                .toList();
    }

    @Test
    void pagesTogetherHoldEveryItemOnce() {
        List<String> ids =
                IntStream.range(0, 20).mapToObj(i -> "id-" + (char) ('a' + i)).toList();
        List<String> seen = new ArrayList<>();
        String cursor = "";
        for (int pages = 0; pages < 4; pages++) {
            JsonObject page = Json.parse(Listing.body(after(ids, cursor), LIMIT, "", VIEW))
                    .asObject();
            for (JsonValue item : page.member("items").asArray().elements()) {
                seen.add(item.asObject().member("id").asString());
            }
            cursor = pages < 2 ? page.member("next").asString() : "";
            if (cursor.isEmpty()) {
                assertEquals(2, pages, "20 items are 3 pages of 7");
                break;
            }
        }
        assertEquals(ids, seen);
    }
}
