package plainstream.tools.audit;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Licences of artifacts, by what their poms say and what the policy makes of it. */
record Licences(Repository repository, Policy policy) {

    /** The SPDX identifier, or several with OR; {@code unknown} if the policy does not know the pom's words. */
    String of(Coordinates artifact) throws IOException {
        if (artifact.isOurs()) {
            return "Apache-2.0";
        }
        List<String> names = repository.licences(artifact);
        List<String> known = names.stream()
                .map(name -> policy.licences().getOrDefault(name, "unknown"))
                .distinct()
                .toList();
        return known.isEmpty() ? "unknown" : String.join(" OR ", known);
    }

    Optional<Finding> fault(Coordinates artifact) throws IOException {
        List<String> names = repository.licences(artifact);
        Optional<String> forbidden = names.stream().filter(this::isForbidden).findFirst();
        if (forbidden.isPresent()) {
            return Optional.of(new Finding(
                    artifact + " is under a forbidden licence: " + forbidden.get(),
                    "do without it: who takes this project could not ship it under Apache-2.0"));
        }
        return of(artifact).contains("unknown")
                ? Optional.of(new Finding(
                        artifact + " is under a licence that policy.json does not know: " + names,
                        "read it; if it may ship, add its name and SPDX identifier to licences in policy.json"))
                : Optional.empty();
    }

    private boolean isForbidden(String name) {
        String words = " " + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", " ") + " ";
        return policy.forbidden().stream().anyMatch(word -> words.contains(" " + word.toUpperCase(Locale.ROOT) + " "));
    }
}
