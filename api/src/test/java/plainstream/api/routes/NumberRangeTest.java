package plainstream.api.routes;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberRangeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "0.0",
                "0e999999999999",
                "1",
                "-1.5",
                "187.2",
                "1e125",
                "9.99e125",
                "1e-130",
                "-1e-130",
                "100e-132",
                "0.1e126",
                "12345678901234567890123456789012345678",
                "0.00012345678901234567890123456789012345678",
                "1000000000000000000000000000000000000000000000",
                "1.0000000000000000000000000000000000000000000000",
                "99999999999999999999999999999999999999e88",
                "1e+0000000000000000125"
            })
    void holds(String number) {
        assertTrue(NumberRange.holds(number));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e126",
                "10e125",
                "9e-131",
                "0.1e-130",
                "-1e126",
                "1e999999999999999999999",
                "1e-999999999999999999999",
                "1e2147483648",
                "123456789012345678901234567890123456789",
                "1.00000000000000000000000000000000000001"
            })
    void doesNotHold(String number) {
        assertFalse(NumberRange.holds(number));
    }
}
