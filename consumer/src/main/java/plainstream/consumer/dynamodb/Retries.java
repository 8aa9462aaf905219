package plainstream.consumer.dynamodb;

import java.util.Set;

/**
 * Which failures are tried again, how often, and after which pauses ("full jitter": anything from zero to a limit that doubles).
 *
 * @param attempts how often to try, the first time included
 * @param baseMs the first pause's limit, in milliseconds
 * @param capMs the limit of the limits, in milliseconds
 * @param codes the error codes worth another try, besides all 5xx and broken connections
 */
public record Retries(int attempts, long baseMs, long capMs, Set<String> codes) {
    /** What DynamoDB's error table marks as to be tried again. */
    public static final Retries DEFAULT = new Retries(
            6,
            25,
            1_000,
            Set.of(
                    "ProvisionedThroughputExceededException",
                    "ThrottlingException",
                    "ThrottlingError",
                    "RequestLimitExceeded",
                    "LimitExceededException",
                    "TransactionConflictException",
                    "TransactionConflict",
                    "TransactionInProgressException",
                    "ProvisionedThroughputExceeded",
                    "InternalServerError",
                    "ServiceUnavailable",
                    "RequestTimeout",
                    "ExpiredTokenException"));

    /**
     * The limit of the pause after so many attempts.
     *
     * @param attempt how many there were before
     * @return milliseconds
     */
    public long pauseLimitMs(int attempt) {
        return Math.min(capMs, baseMs << Math.min(attempt, 20));
    }
}
