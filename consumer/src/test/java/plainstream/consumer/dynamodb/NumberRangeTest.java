package plainstream.consumer.dynamodb;

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
                "0.0e999999999999",
                "1",
                "-1.50",
                "12345678901234567890123456789012345678",
                "1234567890123456789012345678901234567800",
                "0.00012345678901234567890123456789012345678",
                "9.99e125",
                "1e-130",
                "0.1e-129",
                "10e-131",
                "100e123",
                "1E+02",
                "1e+125",
                "1e0",
                "1e00",
                "1e-0",
                "0.1e1",
                "1e000000125",
                "1e+000000125",
                "1e-000000130",
                "1e0000000000000000002"
            })
    void takes(String number) {
        assertTrue(NumberRange.fits(number));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e126",
                "1e-131",
                "123456789012345678901234567890123456789",
                "1.00000000000000000000000000000000000001",
                "-1e126",
                "1e+126",
                "1e000000126",
                "1e-000000131",
                "1e999999999",
                "1e-999999999",
                "1e1000000000",
                "12345678901234567890.1234567890123456789",
                "1e99999999999999999999",
                "1e-99999999999999999999",
                "0.01e-129",
                "10e125"
            })
    void refuses(String number) {
        assertFalse(NumberRange.fits(number));
    }
}
