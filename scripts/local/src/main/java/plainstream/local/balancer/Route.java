package plainstream.local.balancer;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A listener rule: requests of one of these methods to one of these paths go to a function.
 *
 * @param methods HTTP methods
 * @param paths as in a listener rule: {@code *} for any characters, {@code ?} for one; case matters
 * @param function the function's name
 */
public record Route(List<String> methods, List<String> paths, String function) {
    boolean matches(String method, String path) {
        return methods.contains(method) && paths.stream().anyMatch(pattern -> fits(pattern, path));
    }

    private static boolean fits(String pattern, String path) {
        String regex = pattern.chars()
                .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
                .collect(Collectors.joining());
        return path.matches(regex);
    }
}
