/** The peer that stores with the AWS SDK for Java 2, set up as AWS advises for a quick cold start. */
package plainstream.bench.sdk;
