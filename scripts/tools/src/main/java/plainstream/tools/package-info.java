/**
 * The Java programs that scripts run, one main each, in one jar; never shipped.
 *
 * <p>{@code Load} and {@code Replay} for the scripts of the same name, {@code Invoke} for the workshop's; {@code Store} and {@code Train}
 * while the image is built; {@code TestBroker}, {@code FreePort}, {@code DrainLoad} and {@code Roles} while image and deployment are tested.
 */
package plainstream.tools;
