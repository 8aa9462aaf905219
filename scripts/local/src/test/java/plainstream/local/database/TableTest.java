package plainstream.local.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void becomesARequestThatMakesIt() throws Exception {
        var table =
                Tables.described(Path.of("src/test/resources/pipeline.json")).get("things");
        assertEquals(new ObjectMapper().readTree("""
                {
                  "TableName": "p-things",
                  "BillingMode": "PAY_PER_REQUEST",
                  "AttributeDefinitions": [
                    {"AttributeName": "id", "AttributeType": "S"},
                    {"AttributeName": "at", "AttributeType": "N"},
                    {"AttributeName": "kind", "AttributeType": "S"}
                  ],
                  "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}, {"AttributeName": "at", "KeyType": "RANGE"}],
                  "GlobalSecondaryIndexes": [
                    {
                      "IndexName": "by_kind",
                      "KeySchema": [{"AttributeName": "kind", "KeyType": "HASH"}],
                      "Projection": {"ProjectionType": "ALL"}
                    }
                  ]
                }"""), table.createRequest("p-things"));
    }
}
