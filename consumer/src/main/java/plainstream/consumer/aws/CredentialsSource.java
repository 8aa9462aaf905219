package plainstream.consumer.aws;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;

/** Where credentials come from. */
public interface CredentialsSource {
    /**
     * Gives credentials that are valid now.
     *
     * @throws IOException if they cannot be had; worth another try
     */
    Credentials get() throws IOException;

    /** Tells that AWS called the last ones expired: the next {@link #get} fetches new ones if it can. */
    default void expire() {}

    /**
     * Finds the source as Lambda provides it: the environment's variables or, under SnapStart, the container endpoint.
     *
     * @param environment the environment's variables
     * @param clock tells when credentials expire
     * @throws IllegalArgumentException if there is none, or the endpoint is neither HTTPS nor on this host
     */
    static CredentialsSource of(Map<String, String> environment, InstantSource clock) {
        String id = environment.getOrDefault("AWS_ACCESS_KEY_ID", "");
        String secret = environment.getOrDefault("AWS_SECRET_ACCESS_KEY", "");
        if (!id.isEmpty() && !secret.isEmpty()) {
            return new FixedCredentials(new Credentials(id, secret, environment.getOrDefault("AWS_SESSION_TOKEN", "")));
        }
        String uri = environment.getOrDefault("AWS_CONTAINER_CREDENTIALS_FULL_URI", "");
        if (uri.isEmpty()) {
            throw new IllegalArgumentException("no AWS credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY,"
                    + " or AWS_CONTAINER_CREDENTIALS_FULL_URI");
        }
        String token = environment.getOrDefault("AWS_CONTAINER_AUTHORIZATION_TOKEN", "");
        return new ContainerCredentials(ContainerCredentials.checked(uri), token, clock);
    }
}
