package plainstream.esm.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilterCriteriaTest {
    @Test
    void letsEverythingThroughWithoutFilters() {
        assertTrue(FilterCriteria.NONE.admits(null));
        assertTrue(FilterCriteria.NONE.admits(new byte[] {(byte) 0xff}));
        assertTrue(admits("{}", "anything"));
    }

    @Test
    void takesALiteralAsItIsWritten() {
        assertEquals("yes no no no", judge("{'value':{'a':['x']}}", "{'a':'x'}", "{'a':'X'}", "{'a':1}", "{}"));
        assertEquals("yes no no", judge("{'value':{'a':[100]}}", "{'a':100}", "{'a':'100'}", "{'a':101}"));
        assertEquals("yes no", judge("{'value':{'a':[true]}}", "{'a':true}", "{'a':'true'}"));
    }

    @Test
    void tellsNullEmptyAndMissingApart() {
        assertEquals("yes no no", judge("{'value':{'a':[null]}}", "{'a':null}", "{'a':''}", "{}"));
        assertEquals("no yes no", judge("{'value':{'a':['']}}", "{'a':null}", "{'a':''}", "{}"));
        assertEquals("yes yes no", judge("{'value':{'a':[{'exists':true}]}}", "{'a':null}", "{'a':''}", "{}"));
        assertEquals("no no yes", judge("{'value':{'a':[{'exists':false}]}}", "{'a':null}", "{'a':''}", "{}"));
    }

    @Test
    void comparesBeginningsEndsAndLetters() {
        assertEquals("yes no no", judge("{'value':{'a':[{'prefix':'AB'}]}}", "{'a':'AB1'}", "{'a':'ab1'}", "{'a':7}"));
        assertEquals("yes no", judge("{'value':{'a':[{'suffix':'.png'}]}}", "{'a':'x.png'}", "{'a':'x.png '}"));
        assertEquals("yes no", judge("{'value':{'a':[{'equals-ignore-case':'Eve'}]}}", "{'a':'eVE'}", "{'a':'Adam'}"));
    }

    @Test
    void comparesNumbers() {
        assertEquals(
                "yes yes no no",
                judge("{'value':{'a':[{'numeric':['=',100]}]}}", "{'a':100}", "{'a':1e2}", "{'a':99}", "{'a':'100'}"));
        assertEquals(
                "no yes yes no",
                judge(
                        "{'value':{'a':[{'numeric':['>',10,'<=',20]}]}}",
                        "{'a':10}",
                        "{'a':10.5}",
                        "{'a':20}",
                        "{'a':21}"));
    }

    @Test
    void refusesWhatIsNamed() {
        assertEquals(
                "no yes no", judge("{'value':{'a':[{'anything-but':['x','y']}]}}", "{'a':'x'}", "{'a':'z'}", "{}"));
        assertEquals("no yes", judge("{'value':{'a':[{'anything-but':{'prefix':'x'}}]}}", "{'a':'x1'}", "{'a':'y'}"));
    }

    @Test
    void wantsEveryMemberAndOneOfItsAlternatives() {
        String pattern = "{'value':{'city':['Paris','Rome'],'temperature':[{'numeric':['>',30]}]}}";
        assertEquals(
                "yes no no",
                judge(
                        pattern,
                        "{'city':'Rome','temperature':31}",
                        "{'city':'Rome','temperature':3}",
                        "{'city':'Bonn','temperature':31}"));
    }

    @Test
    void takesOneOfSeveralMembersWithOr() {
        String pattern = "{'value':{'$or':[{'city':['Paris']},{'day':['Monday']}]}}";
        assertEquals("yes yes no", judge(pattern, "{'city':'Paris'}", "{'day':'Monday'}", "{'day':'Tuesday'}"));
    }

    @Test
    void goesIntoObjectsAndLists() {
        assertEquals("yes no no", judge("{'value':{'a':{'b':[1]}}}", "{'a':{'b':1}}", "{'a':{'b':2}}", "{'a':1}"));
        assertEquals("yes no", judge("{'value':{'tags':['red']}}", "{'tags':['blue','red']}", "{'tags':[]}"));
        assertEquals("yes no", judge("{'value':{'a':{'b':[1]}}}", "{'a':[{'b':2},{'b':1}]}", "{'a':[{'b':2}]}"));
    }

    @Test
    void dropsWhatIsNotOfThePatternsForm() {
        assertEquals("no no no", judge("{'value':{'a':[{'exists':false}]}}", "plain", "[1]", "{'a'"));
        assertEquals("yes no", judge("{'value':[{'prefix':'ERROR'}]}", "ERROR 17", "{'a':'ERROR'}"));
        assertEquals(
                false,
                FilterCriteria.of(List.of("{\"value\":{\"a\":[{\"exists\":false}]}}"))
                        .admits(null));
        assertEquals(
                false,
                FilterCriteria.of(List.of("{\"value\":[{\"anything-but\":\"x\"}]}"))
                        .admits(null));
    }

    @Test
    void letsThroughWhatAnyFilterLikes() {
        var criteria = FilterCriteria.of(List.of("{\"value\":{\"a\":[1]}}", "{\"value\":{\"b\":[1]}}"));
        assertTrue(criteria.admits("{\"b\":1}".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void refusesPatternsThatAwsRefuses() {
        for (String pattern : List.of(
                "",
                "[]",
                "{'value':1}",
                "{'value':{}}",
                "{'value':[]}",
                "{'value':{'a':'x'}}",
                "{'value':{'a':[]}}",
                "{'key':['x']}",
                "{'value':{'a':[{'like':'x'}]}}",
                "{'value':{'a':[{'numeric':['~',1]}]}}",
                "{'value':{'a':[{'numeric':['>']}]}}",
                "{'value':{'a':[{'exists':'yes'}]}}",
                "{'value':{'a':[[1]]}}",
                "{'value':{'a':[{'prefix':'x','suffix':'y'}]}}",
                "{'value':{'a':['" + "x".repeat(4_096) + "']}}",
                "{'value':" + "{'a':".repeat(40) + "[1]" + "}".repeat(41))) {
            var e = assertThrows(
                    InvalidFilterException.class,
                    () -> FilterCriteria.of(List.of(pattern.replace('\'', '"'))),
                    pattern);
            assertTrue(e.getMessage().startsWith("Invalid filter pattern definition"), e.getMessage());
        }
        assertThrows(InvalidFilterException.class, () -> FilterCriteria.of(Collections.nCopies(6, "{}")));
    }

    private static String judge(String pattern, String... values) {
        return String.join(
                " ",
                List.of(values).stream()
                        .map(value -> admits(pattern, value) ? "yes" : "no")
                        .toList());
    }

    private static boolean admits(String pattern, String value) {
        return FilterCriteria.of(List.of(pattern.replace('\'', '"')))
                .admits(value.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
