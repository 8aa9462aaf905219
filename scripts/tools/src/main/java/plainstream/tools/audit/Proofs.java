package plainstream.tools.audit;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * Checks why a vulnerability is said to harm nothing. A claim is one of
 *
 * <pre>
 * class-absent  package.Class           no jar that ships holds the class
 * module-absent java.some               the image's runtime lacks the module
 * unreachable   package.Class.method    nothing of ours leads to the method (or, without a method, to the class)
 * </pre>
 *
 * @param paths every class path that ships
 * @param reachable classes and methods that may be loaded and run from our own code, on any of them
 */
record Proofs(Collection<ClassPath> paths, JavaRuntime runtime, Set<String> reachable) {

    /** What is wrong with the claim; empty if it holds. */
    Optional<String> fault(String claim) {
        String[] words = claim.split("\\s+");
        if (words.length != 2) {
            return Optional.of(
                    "'" + claim + "' is no proof: say class-absent, module-absent or unreachable, and a name");
        }
        return switch (words[0]) {
            case "class-absent" -> holds(!ships(words[1]), words[1] + " ships");
            case "module-absent" -> holds(!runtime.contained().contains(words[1]), "the runtime has " + words[1]);
            case "unreachable" -> unreachable(words[1]);
            default -> Optional.of("'" + words[0] + "' is no kind of proof: class-absent, module-absent, unreachable");
        };
    }

    /** A name that does not ship at all is a slip of the pen, or of another version, and proves nothing. */
    private Optional<String> unreachable(String name) {
        String owner = ships(name) ? name : name.substring(0, Math.max(0, name.lastIndexOf('.')));
        return ships(owner)
                ? holds(!reachable.contains(name), name + " can be reached from our code")
                : Optional.of(name + " does not ship, so that 'unreachable' says nothing: is it spelt right?");
    }

    private boolean ships(String name) {
        return paths.stream().anyMatch(path -> path.classes().containsKey(name));
    }

    private static Optional<String> holds(boolean holds, String fault) {
        return holds ? Optional.empty() : Optional.of(fault);
    }
}
