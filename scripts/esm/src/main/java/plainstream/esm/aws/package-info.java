/**
 * Calls to AWS: a deployed function instead of a local one, and on-failure destinations that live there.
 *
 * <p>Uses the mapping's interfaces and the JDK's HTTP client; the command line uses it. It is no AWS client: four calls, signed by hand
 * (Signature Version 4), with credentials from the environment only.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">AWS: signing a request</a>
 */
package plainstream.esm.aws;
