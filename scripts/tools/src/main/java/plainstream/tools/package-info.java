/**
 * The Java programs that scripts run, one main each, in one jar; never shipped.
 *
 * <p>{@code Load}, {@code Replay} and {@code Roles} for the script of the same name; {@code Store} and {@code Train} while the
 * image is built; {@code TestBroker}, {@code FreePort} and {@code DrainLoad} while it is tested.
 */
package plainstream.tools;
