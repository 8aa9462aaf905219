/**
 * Small changes of the sources, made and taken back: the solutions of the labs, and the mutations of the museum with the tests
 * that catch them.
 *
 * <pre>
 * museum/NN-*.diff ──► Exhibit ──► Edit ──► a working copy (break, mend)
 *                         └──► Museum ──► Mutant (compiles the one file) ──► TestRun (a JVM of its own) ──► the table
 * </pre>
 *
 * Uses the JDK and JUnit's launcher; knows no other module, only their folders. Used by {@code museum.sh} and {@code lab.sh}.
 */
package plainstream.workshop;
