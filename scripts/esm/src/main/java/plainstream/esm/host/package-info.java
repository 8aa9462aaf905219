/**
 * This machine: processes that cannot outlive us, ports, and small HTTP servers on 127.0.0.1.
 *
 * <p>Uses the JDK alone. Used by everything that starts a server or a function here.
 */
package plainstream.esm.host;
