package plainstream.consumer.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    /** The characters beside each end of each range. */
    @Test
    void knowsItsAlphabets() {
        for (char c = 0; c < 0x180; c++) {
            String text = Character.toString(c);
            boolean letter = text.matches("[A-Za-z0-9]");
            assertEquals(letter || text.matches("[_-]"), Names.isId(text), text);
            assertEquals(letter, Names.isMovieId(text), text);
            assertEquals(letter || text.matches("[_.-]"), Names.isMovieId("a" + text), text);
            assertEquals(letter || text.matches("[_.-]"), Names.isPlain(text), text);
        }
    }

    @Test
    void takesUpTo64Characters() {
        assertTrue(Names.isId("a".repeat(64)));
        assertFalse(Names.isId("a".repeat(65)));
        assertFalse(Names.isId(""));
        assertTrue(Names.isMovieId("a".repeat(64)));
        assertFalse(Names.isMovieId("a".repeat(65)));
        assertFalse(Names.isMovieId(""));
        assertFalse(Names.isPlain("a\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "\u00e9\uffff", "\ud83d\ude00", "a\ud83d\ude00b\ud83d\ude00"})
    void takesWholeCharacters(String text) {
        assertTrue(Names.isUnicode(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\ud83d",
                "a\ud83d",
                "\ud83da",
                "\ude00",
                "\ude00\ud83d",
                "\ud83d\ud83d\ude00",
                "\ud83d\ude00\ude00"
            })
    void refusesHalves(String text) {
        assertFalse(Names.isUnicode(text));
    }
}
