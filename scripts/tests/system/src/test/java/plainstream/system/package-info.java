/**
 * Tests of the whole system as a newcomer meets it: the README's commands against the stack that {@code make run} starts,
 * and what is written in two places held together (tables, settings, routes).
 *
 * <p>Not here: tests of one part, which stand beside that part.
 */
package plainstream.system;
