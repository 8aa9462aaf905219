package plainstream.consumer.aws;

/**
 * An AWS key. Its text hides the secret.
 *
 * @param accessKeyId the key's public name
 * @param secretAccessKey the secret
 * @param sessionToken the token of temporary credentials, "" if there is none
 */
public record Credentials(String accessKeyId, String secretAccessKey, String sessionToken) {
    @Override
    public String toString() {
        return "Credentials[" + accessKeyId + "]";
    }
}
