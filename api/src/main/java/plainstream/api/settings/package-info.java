/**
 * The environment's variables as values, with all faults told at once.
 *
 * <p>It uses nothing above {@code json}; {@code Main}, {@code Api} and {@code kafka} use it. It reads no file and watches nothing.
 */
package plainstream.api.settings;
