package plainstream.api.routes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import plainstream.api.http.Call;
import plainstream.api.http.Outcome;
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

    private Pages() {}

    static Route.Handler of(String file, String contentType) {
        return new Route.Handler() {
            private volatile Response page;

            @Override
            public Outcome handle(Call call, Map<String, String> parameters) {
                if (page == null) {
                    page = new Response(200, contentType, read(file), HEADERS);
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
