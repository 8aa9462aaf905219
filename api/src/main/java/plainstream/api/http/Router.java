package plainstream.api.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the route of a path: by its exact characters, nothing decoded and nothing normalised, so that no two spellings of a path reach the same
 * handler. (The server's own contexts match by prefix: {@code /healthcheckfoo} would be {@code /healthcheck}.)
 */
public final class Router {
    private final Map<String, Route> exact = new HashMap<>();
    private final Map<String, Route> byFirstSegment = new HashMap<>();

    public Router(List<Route> routes) {
        for (Route route : routes) {
            int item = route.path().indexOf("/{");
            if (item < 0) {
                exact.put(route.path(), route);
            } else {
                byFirstSegment.put(route.path().substring(0, item), route);
            }
        }
    }

    /** @throws Problem 404 when no route has this path */
    Route find(String path) throws Problem {
        Route route = exact.get(path);
        if (route == null) {
            String parent = path.substring(0, Math.max(0, path.lastIndexOf('/')));
            route = path.endsWith("/") ? null : byFirstSegment.get(parent);
        }
        if (route == null) {
            throw Problem.of(404, "There is nothing at this path.");
        }
        return route;
    }
}
