package plainstream.tools.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The modules of the image's runtime: each has somebody who needs it, or a reason. */
record ModuleChecks(Policy policy) {

    List<Finding> check(JavaRuntime runtime, Map<String, Set<String>> users) {
        List<Finding> findings = new ArrayList<>();
        for (String module : runtime.asked()) {
            boolean named =
                    users.containsKey(module) || !runtime.dependents(module).isEmpty() || module.equals("java.base");
            if (!named && !policy.modules().containsKey(module)) {
                findings.add(
                        new Finding(
                                "the image's runtime has " + module + ", of which no class names anything",
                                "take it out of --add-modules in api/Dockerfile, or say in policy.json (modules) who loads it"));
            }
        }
        policy.modules().keySet().stream()
                .filter(module -> !runtime.contained().contains(module) && !users.containsKey(module))
                .forEach(module -> findings.add(new Finding(
                        "policy.json gives a reason for module " + module + ", which nobody has or names",
                        "remove it there")));
        users.keySet().stream()
                .filter(module -> !runtime.contained().contains(module)
                        && !policy.modules().containsKey(module))
                .forEach(
                        module -> findings.add(
                                new Finding(
                                        "classes of " + String.join(", ", users.get(module)) + " name module " + module
                                                + ", which the image's runtime lacks",
                                        "add it to --add-modules in api/Dockerfile, or say in policy.json (modules) why it is never loaded")));
        return findings;
    }

    void write(Lock lock, JavaRuntime runtime, Map<String, Set<String>> users) {
        lock.section("modules of the image's runtime, and who needs each");
        runtime.contained().forEach(module -> lock.line(module + "  " + why(module, runtime, users)));
        lock.section("modules that classes name and the runtime leaves out");
        users.forEach((module, jars) -> {
            if (!runtime.contained().contains(module)) {
                lock.line(module + "  " + String.join(", ", jars) + ": "
                        + policy.modules().get(module));
            }
        });
    }

    private String why(String module, JavaRuntime runtime, Map<String, Set<String>> users) {
        if (module.equals("java.base")) {
            return "everything";
        }
        Set<String> needs = new TreeSet<>(users.getOrDefault(module, Set.of()));
        runtime.dependents(module).forEach(dependent -> needs.add("module " + dependent));
        String reason = policy.modules().getOrDefault(module, "");
        return String.join(", ", needs) + (needs.isEmpty() || reason.isEmpty() ? "" : "; ") + reason;
    }
}
