package plainstream.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What was asked for. scripts/bench.sh knows the names of the options, this their values.
 *
 * @param root the repository
 * @param output where report, chart and logs go
 * @param effort quick, for the tables, or full
 * @param parts in the order of their run
 * @param generator {@code java} or {@code wrk}
 * @param check what to do with the committed figures of an event
 */
record Options(Path root, Path output, Effort effort, List<Part> parts, String generator, Check.Mode check) {
    private static final List<String> GENERATORS = List.of("java", "wrk");

    /** Wrong usage: the message says what is legal. */
    static final class UsageException extends Exception {
        private static final long serialVersionUID = 1;

        UsageException(String message) {
            super(message);
        }
    }

    static Options parse(List<String> arguments) throws UsageException {
        var root = Path.of("").toAbsolutePath();
        var effort = Effort.FULL;
        var check = Check.Mode.NONE;
        List<Part> parts = List.of();
        String generator = "java";
        for (String argument : arguments) {
            String value = argument.substring(argument.indexOf('=') + 1);
            switch (argument.replaceFirst("=.*", "")) {
                case "--quick" -> effort = Effort.QUICK;
                case "--tables" -> effort = Effort.TABLES;
                case "--check" -> check = Check.Mode.COMPARE;
                case "--keep" -> check = Check.Mode.KEEP;
                case "--parts" -> parts = parts(value);
                case "--generator" -> generator = oneOf(value, GENERATORS);
                default -> throw new UsageException("unknown option " + argument);
            }
        }
        if (generator.equals("wrk") && !Wrk.isInstalled()) {
            throw new UsageException("wrk is not installed here");
        }
        return new Options(root, root.resolve("target/bench"), effort, chosen(parts, effort, check), generator, check);
    }

    private static List<Part> chosen(List<Part> asked, Effort effort, Check.Mode check) {
        if (!asked.isEmpty()) {
            return asked;
        }
        return check == Check.Mode.NONE || effort == Effort.TABLES ? Part.all(effort) : List.of(Part.EVENT);
    }

    private static List<Part> parts(String names) throws UsageException {
        var parts = new ArrayList<Part>();
        for (String name : names.split(",")) {
            parts.add(Part.valueOf(
                    oneOf(name, Arrays.stream(Part.values()).map(Part::option).toList())
                            .toUpperCase(Locale.ROOT)));
        }
        return parts;
    }

    private static String oneOf(String value, List<String> legal) throws UsageException {
        if (!legal.contains(value)) {
            throw new UsageException("'" + value + "' is none of " + String.join(", ", legal));
        }
        return value;
    }
}
