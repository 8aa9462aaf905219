package plainstream.tools.audit;

import java.io.File;
import java.io.IOException;
import java.util.List;
import org.cyclonedx.Version;
import org.cyclonedx.exception.ParseException;
import org.cyclonedx.parsers.JsonParser;

/** Started by {@code scripts/test_audit.sh} on the bills of materials that the build wrote: fails on one that breaks CycloneDX's schema. */
public final class ValidSboms {

    private ValidSboms() {}

    /** Files of CycloneDX 1.6 as JSON. */
    public static void main(String[] files) throws IOException {
        int broken = 0;
        for (String file : files) {
            List<ParseException> faults = new JsonParser().validate(new File(file), Version.VERSION_16);
            faults.forEach(fault -> System.err.println(file + ": " + fault.getMessage()));
            broken += faults.isEmpty() ? 0 : 1;
        }
        System.exit(files.length == 0 || broken > 0 ? 1 : 0);
    }
}
