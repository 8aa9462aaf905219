/**
 * The page in a real Chromium, over the whole local stack: what a person does and sees. Uses the kit, a driver and axe-core; nothing uses
 * it. Screenshots go to {@code target/screenshots}: they are there to be looked at, no test compares them.
 */
package plainstream.page;
