package plainstream.local.database;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who may do what on which table: what the roles' policies say on AWS, from the same description.
 *
 * @param functions all that can have grants
 * @param tables by name, with their grants
 * @param prefix what the full names begin with
 */
public record Grants(Set<String> functions, Map<String, Table> tables, String prefix) {
    private static final String REFUSAL =
            "User: arn:aws:sts::000000000000:assumed-role/%1$s%2$s/%2$s is not authorized to perform: dynamodb:%3$s on resource: "
                    + "arn:aws:dynamodb:eu-central-1:000000000000:table/%4$s because the pipeline's description grants it no such action";

    boolean knows(String caller) {
        return caller.equals(Access.OWNER) || functions.contains(caller);
    }

    /** The sentence that says what is missing, as IAM words it; empty when nothing is. */
    Optional<String> refusal(String caller, List<Access> wanted) {
        if (caller.equals(Access.OWNER)) {
            return Optional.empty();
        }
        return wanted.stream()
                .filter(access -> !allows(caller, access))
                .map(access -> REFUSAL.formatted(prefix, caller, access.action(), access.table()))
                .findFirst();
    }

    private boolean allows(String caller, Access access) {
        return access.table().startsWith(prefix)
                && Optional.ofNullable(tables.get(access.table().substring(prefix.length())))
                        .map(table -> table.grants().getOrDefault(caller, Set.of()))
                        .orElse(Set.of())
                        .contains(access.action());
    }
}
