package plainstream.consumer.aws;

/**
 * Credentials that stay as they are: those of the environment, which live as long as the process.
 *
 * @param get the credentials
 */
record FixedCredentials(Credentials get) implements CredentialsSource {}
