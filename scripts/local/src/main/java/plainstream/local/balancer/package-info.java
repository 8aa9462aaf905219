/**
 * The Application Load Balancer's part: one address for the service and for the functions that serve routes.
 *
 * <p>Uses {@code plainstream.esm} to invoke functions; knows neither broker nor database. Used by the stack.
 */
package plainstream.local.balancer;
