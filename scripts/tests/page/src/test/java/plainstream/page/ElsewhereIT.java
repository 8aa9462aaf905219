package plainstream.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import plainstream.kit.ApiProcess;

/** The page as the API alone serves it, as on AWS: no live view, and links to where one looks there. */
class ElsewhereIT {
    private static final String LINKS =
            "{\"dashboard\":\"https://console.example/dashboard\",\"source\":\"https://code.example/blob/main/\"}";

    @Test
    void saysWhereToLookAndStillActs() {
        try (var api = ApiProcess.start(Map.of("PAGE_LINKS", LINKS));
                var browser = Browser.start(api.uri(""))) {
            browser.open(1280, 900, "light");
            assertEquals(
                    "https://console.example/dashboard",
                    browser.find("#dashboard a").getAttribute("href"));
            assertTrue(browser.text("#logs").contains("No link is set"));
            assertEquals(0, browser.all("#speed").size());
            browser.click("#actions", "Record the time");
            browser.awaitText("#answer", "202 Accepted");
            browser.screenshot("elsewhere");
            browser.assertClean();
        }
    }
}
