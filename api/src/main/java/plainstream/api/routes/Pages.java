package plainstream.api.routes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import plainstream.api.http.Call;
import plainstream.api.http.Decision;
import plainstream.api.http.Problem;
import plainstream.api.http.Response;
import plainstream.api.http.Route;

/** Files out of the jar. Read when first asked for: the start does not wait for them. */
final class Pages {
    // Scripts and styles come from this server's own files only, and nothing may frame the page: a stored value that
    // reached the page as markup would still not run.
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
                    + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            "Referrer-Policy",
            "no-referrer");

    /** What the page consists of, beside its HTML. A path names one of these, never a place in the jar. */
    private static final Map<String, Route.Handler> FILES = Stream.of(
                    "page.css",
                    "main.js",
                    "dom.js",
                    "model.js",
                    "journey.js",
                    "layout.js",
                    "pipeline.js",
                    "act.js",
                    "panels.js",
                    "local.js")
            .collect(Collectors.toUnmodifiableMap(name -> name, Pages::part));

    private Pages() {}

    /** {@code /page/{file}}. */
    static Decision file(Call call, Map<String, String> parameters) throws Problem {
        Route.Handler handler = FILES.get(call.lastSegment());
        if (handler == null) {
            throw Problem.of(404, "The page has no such file.");
        }
        return handler.handle(call, parameters);
    }

    private static Route.Handler part(String name) {
        return of("page/" + name, (name.endsWith(".css") ? "text/css" : "text/javascript") + "; charset=utf-8");
    }

    /** Always the same JSON. */
    static Route.Handler json(String text) {
        Response response = Response.json(200, text.getBytes(StandardCharsets.UTF_8));
        return (call, parameters) -> response;
    }

    static Route.Handler of(String file, String contentType) {
        return new Route.Handler() {
            private volatile Response page;

            @Override
            public Decision handle(Call call, Map<String, String> parameters) {
                if (page == null) {
                    page = Response.of(200, contentType, read(file), HEADERS);
                }
                return page;
            }
        };
    }

    private static byte[] read(String file) {
        try (InputStream in = Pages.class.getResourceAsStream("/plainstream/api/" + file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}
