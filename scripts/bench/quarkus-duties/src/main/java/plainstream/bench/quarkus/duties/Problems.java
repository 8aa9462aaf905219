package plainstream.bench.quarkus.duties;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Refusals as RFC 9457 has them. */
public class Problems {
    /** Quarkus makes it. */
    public Problems() {}

    /** A refusal's body. */
    public record Problem(String type, String title, int status, String detail) {}

    /** Keeps status and headers of the refusal, and writes what it says. */
    @ServerExceptionMapper
    public Response problem(WebApplicationException refusal) {
        var status = refusal.getResponse().getStatusInfo();
        return Response.fromResponse(refusal.getResponse())
                .type("application/problem+json")
                .entity(new Problem(
                        "about:blank", status.getReasonPhrase(), status.getStatusCode(), refusal.getMessage()))
                .build();
    }
}
