package plainstream.bench.quarkus.duties;

import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Names each request, and says what no cache and no browser should do with its answer. */
public class RequestIds {
    /** Quarkus makes it. */
    public RequestIds() {}

    /** Adds the headers. */
    @ServerResponseFilter
    public void identify(ContainerResponseContext response) {
        response.getHeaders().putSingle("X-Request-Id", UUID.randomUUID().toString());
        response.getHeaders().putSingle("Cache-Control", "no-store");
        response.getHeaders().putSingle("X-Content-Type-Options", "nosniff");
    }
}
