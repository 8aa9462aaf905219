package plainstream.esm.cli;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A command line, taken apart.
 *
 * @param command the first word
 * @param values of each option; none for a flag
 */
record Words(String command, Map<Option, List<String>> values) {
    static Words of(String... arguments) throws UsageException {
        var faults = new ArrayList<String>();
        var values = new EnumMap<Option, List<String>>(Option.class);
        String command = arguments.length > 0 && !arguments[0].startsWith("--") ? arguments[0] : "";
        int i = command.isEmpty() ? 0 : 1;
        while (i < arguments.length) {
            String[] word = arguments[i++].split("=", arguments[i - 1].startsWith("--") ? 2 : 1);
            var option = Option.named(word[0]);
            if (option.isEmpty()) {
                faults.add("'" + word[0] + "' is no option (see --help)");
                continue;
            }
            var list = new ArrayList<String>();
            if (word.length > 1) {
                list.add(word[1]);
            }
            while (option.get().takesValue()
                    && i < arguments.length
                    && !isFlag(arguments[i])
                    && (list.isEmpty() || option.get().takesMany())) {
                list.add(arguments[i++]);
            }
            if (option.get().takesValue() == list.isEmpty()) {
                faults.add(word[0] + (list.isEmpty() ? " needs a value" : " takes no value"));
            }
            values.computeIfAbsent(option.get(), key -> new ArrayList<>()).addAll(list);
        }
        if (!faults.isEmpty()) {
            throw new UsageException(faults);
        }
        return new Words(command, values);
    }

    private static boolean isFlag(String word) {
        return word.startsWith("--");
    }

    boolean has(Option option) {
        return values.containsKey(option);
    }

    Optional<String> value(Option option) {
        return Optional.ofNullable(values.get(option)).map(List::getLast);
    }

    List<String> all(Option option) {
        return values.getOrDefault(option, List.of());
    }
}
