/**
 * Proves what ships: started by {@code scripts/audit.sh} and {@code scripts/sbom.sh}, never shipped itself.
 *
 * <pre>
 * dependency trees, jars, class files, pom.xml, Dockerfile ──► Shipped, ClassPath, JavaRuntime ──► checks ──► Finding
 *                                                                               └──► Lock: text, compared with the committed one
 * </pre>
 *
 * Each check takes values and gives {@link plainstream.tools.audit.Finding}s; none of them prints, ends the process or asks a
 * network, except the one that asks for vulnerabilities. It may use the JDK and jackson-databind, and nothing of the other packages.
 */
package plainstream.tools.audit;
