package plainstream.api.http;

/**
 * How much of a request each layer takes. What the load balancer lets through, the JDK's server has to let through as well, so that it is our
 * rules that answer, with a 4xx: the server itself closes the connection without a word, which the load balancer tells as a 502.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html">AWS: the load balancer's
 *     limits</a>
 */
public enum Limit {
    /** Characters of a request target; more is 414. */
    TARGET(4_096, 16_384, Limit.JDK_HEADER_BYTES),
    /** Header names; more is 431. A name takes at least four bytes of the load balancer's 64 KiB. */
    HEADERS(100, 16_384, 16_384),
    /** Characters of all headers; more is 431. The load balancer's own (with OIDC, some 12 KB) have to fit. */
    HEADER_BYTES(32_768, 65_536, Limit.JDK_HEADER_BYTES),
    /** Bytes of a body; more is 413. Nothing in front of us limits them. */
    BODY(16_384, Long.MAX_VALUE, Long.MAX_VALUE);

    /** The JDK's server counts the request line, all headers, and 32 for each of them. */
    private static final int JDK_HEADER_BYTES = 16_384 + 65_536 + 32 * 16_384;

    private final int ours;
    private final long balancer;
    private final long jdk;

    Limit(int ours, long balancer, long jdk) {
        this.ours = ours;
        this.balancer = balancer;
        this.jdk = jdk;
    }

    /** What {@link RequestRules} and the reader of bodies take, and {@code openapi.yaml} tells. */
    public int ours() {
        return ours;
    }

    long balancer() {
        return balancer;
    }

    /** What the JDK's server is told to take. */
    public long jdk() {
        return jdk;
    }
}
