package plainstream.consumer.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import plainstream.consumer.dynamodb.Attribute;
import plainstream.consumer.dynamodb.Item;
import plainstream.consumer.json.Json;
import plainstream.consumer.json.JsonObject;

class OrderRulesTest {
    @Test
    void makesAnAttributeOfEachMember() {
        Item item = OrderRules.item(order(",\"s\":\"x\",\"n\":1.50,\"t\":true,\"f\":false,\"z\":null"));
        assertEquals(new Attribute.S("x"), item.attributes().get("s"));
        assertEquals(new Attribute.N("1.50"), item.attributes().get("n"));
        assertEquals(new Attribute.Bool(true), item.attributes().get("t"));
        assertEquals(new Attribute.Bool(false), item.attributes().get("f"));
        assertEquals(new Attribute.Null(), item.attributes().get("z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                ",\"a\":{} | not flat",
                ",\"a\":[] | not flat",
                ",\"\":1 | name is empty",
                ",\"\\ud800\":1 | lone surrogate",
                ",\"a\":\"\\ud800\" | lone surrogate",
                ",\"a\":1e126 | beyond DynamoDB's numbers",
                ",\"acceptedAt\":1 | reserved",
                ",\"processedAt\":1 | reserved"
            })
    void refusesWhatNoTableHolds(String members, String reason) {
        JsonObject order = order(members);
        refuses(order, reason, () -> OrderRules.item(order));
        refuses(order, reason, () -> OrderRules.checkPosted(order));
    }

    /** The enrichment writes them. */
    @ParameterizedTest
    @CsvSource({"address", "longitude", "latitude"})
    void keepsTheNamesOfTheEnrichment(String name) {
        JsonObject order = order(",\"" + name + "\":null");
        OrderRules.item(order);
        refuses(order, "'" + name + "' is reserved", () -> OrderRules.checkPosted(order));
    }

    @Test
    void takesUpTo32PostedMembers() {
        OrderRules.checkPosted(order(members(30)));
        JsonObject order = order(members(31));
        refuses(order, "more than 32 members", () -> OrderRules.checkPosted(order));
        OrderRules.item(order);
    }

    /** Counted in code points: 64 faces are 128 of Java's characters. */
    @Test
    void takesIdentitiesOfUpTo64Characters() {
        OrderRules.item(order("\ud83d\ude00".repeat(64), "a".repeat(64), ""));
        for (String[] bad : new String[][] {
            {"a".repeat(65), "c"}, {"a", "c".repeat(65)}, {"", "c"}, {"a", ""}, {".", "c"}, {"..", "c"}
        }) {
            JsonObject order = order(bad[0], bad[1], "");
            assertThrows(InvalidRecordException.class, () -> OrderRules.item(order));
        }
        OrderRules.item(order("...", "..", ""));
    }

    private static void refuses(JsonObject order, String reason, Runnable check) {
        String message = assertThrows(InvalidRecordException.class, check::run, order.toString())
                .getMessage();
        assertTrue(message.contains(reason), message);
    }

    private static String members(int count) {
        return IntStream.range(0, count).mapToObj(i -> ",\"m" + i + "\":1").collect(Collectors.joining());
    }

    private static JsonObject order(String more) {
        return order("1", "Jones", more);
    }

    private static JsonObject order(String orderNo, String customer, String more) {
        String text = "{\"OrderNo\":\"" + orderNo + "\",\"Customer\":\"" + customer + "\"" + more + "}";
        return Json.parse(text.getBytes(UTF_8)).asObject();
    }
}
