package plainstream.api.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import plainstream.api.http.Call;
import plainstream.api.http.Decision;
import plainstream.api.http.Drain;
import plainstream.api.http.Problem;
import plainstream.api.http.Response;
import plainstream.api.http.Route;
import plainstream.api.kafka.Publisher;

/** Every path there is. {@code openapi.yaml} describes the same ones; a test compares. */
public final class Routes {
    private Routes() {}

    public static List<Route> all(Publisher publisher, Drain drain, String pageLinks) {
        Greetings greetings = new Greetings();
        List<Route> routes = new ArrayList<>(List.of(
                Route.get("/", Pages.of("index.html", "text/html; charset=utf-8")),
                Route.get("/page/{file}", Pages::file),
                Route.get("/config.json", Pages.json(pageLinks)),
                Route.get("/openapi.yaml", Pages.of("openapi.yaml", "application/yaml; charset=utf-8")),
                Route.get("/asyncapi.yaml", Pages.of("asyncapi.yaml", "application/yaml; charset=utf-8")),
                Route.get("/healthcheck", (call, parameters) -> Response.empty(200)),
                Route.get("/readiness", (call, parameters) -> readiness(publisher, drain)),
                Route.get("/hello", greetings::hello),
                Route.get("/current_time", greetings::currentTime, "name"),
                // Chrome asks every site that is open beside its developer tools; without this the log fills with 404s.
                Route.get(
                        "/.well-known/appspecific/com.chrome.devtools.json",
                        (call, parameters) -> Response.json(200, new byte[] {'{', '}'}))));
        for (Writes.Written written : new Writes().all()) {
            Map<String, Route.Handler> handlers = Map.of("POST", written.write(), "GET", Routes::elsewhere);
            routes.add(Route.of(written.path(), handlers, "limit", "cursor"));
            routes.add(Route.get(written.path() + "/{" + written.key() + "}", Routes::elsewhere));
        }
        return List.copyOf(routes);
    }

    private static Decision readiness(Publisher publisher, Drain drain) throws Problem {
        if (drain.isDraining()) {
            throw Problem.unavailable("This instance is shutting down.");
        }
        if (!publisher.isReady()) {
            throw Problem.unavailable("Kafka takes no events just now.");
        }
        return Response.empty(200);
    }

    private static Decision elsewhere(Call call, Map<String, String> parameters) throws Problem {
        throw Problem.of(404, "Reads of this path are served by the queries function, behind the load balancer.");
    }
}
