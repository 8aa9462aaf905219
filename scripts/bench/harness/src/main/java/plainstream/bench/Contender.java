package plainstream.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A server to measure, not yet started.
 *
 * @param name in every table
 * @param java the runtime that starts it
 * @param options for its JVM
 * @param program what follows the options: class path and main class, or {@code -jar}
 * @param jars what it ships
 * @param environment its own variables
 */
record Contender(
        String name,
        Path java,
        List<String> options,
        List<String> program,
        List<Path> jars,
        Map<String, String> environment) {
    List<String> command() {
        return Stream.of(List.of(java.toString()), options, program)
                .flatMap(List::stream)
                .toList();
    }

    Contender with(String newName, List<String> moreOptions) {
        var all = new ArrayList<>(options);
        all.addAll(moreOptions);
        return new Contender(newName, java, List.copyOf(all), program, jars, environment);
    }

    Contender with(Map<String, String> variables) {
        return new Contender(name, java, options, program, jars, variables);
    }
}
