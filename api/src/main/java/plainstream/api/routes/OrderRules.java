package plainstream.api.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import plainstream.api.http.Problem;
import plainstream.api.http.Refusal;
import plainstream.api.json.Member;

/** What makes a flat object an order that the table can hold. The consumer checks the same again. */
final class OrderRules {
    /** In UTF-16 units, so that no reader counts more. */
    static final int MAX_ID_CHARS = 64;
    /** Added on the way, so a client cannot bring them. */
    static final Set<String> RESERVED =
            Set.of("address", "longitude", "latitude", "acceptedAt", "appendedAt", "processedAt");

    private OrderRules() {}

    /**
     * The order's number.
     *
     * @throws Refusal with a pointer to each member that is not as it has to be
     */
    static String orderNo(List<Member> members) throws Refusal {
        List<Problem.Fault> faults = new ArrayList<>();
        for (Member member : members) {
            fault(member).ifPresent(detail -> faults.add(Problem.Fault.pointer(member.pointer(), detail)));
        }
        String orderNo = id(members, "OrderNo", faults);
        id(members, "Customer", faults);
        if (!faults.isEmpty()) {
            throw new Refusal(Problem.invalid("The order is not valid.", faults));
        }
        return orderNo;
    }

    private static Optional<String> fault(Member member) {
        if (member.name().isEmpty()) {
            return Optional.of("a member needs a name");
        }
        if (RESERVED.contains(member.name())) {
            return Optional.of("this name is reserved");
        }
        if (member.kind() == Member.Kind.NUMBER && !NumberRange.holds(member.text())) {
            return Optional.of("a number has at most 38 significant digits and a magnitude of 1e-130 to 9.99e125");
        }
        return Optional.empty();
    }

    private static String id(List<Member> members, String name, List<Problem.Fault> faults) {
        for (Member member : members) {
            boolean isText = member.kind() == Member.Kind.STRING;
            int length = member.text().length();
            if (member.name().equals(name) && isText && length > 0 && length <= MAX_ID_CHARS) {
                return member.text();
            }
        }
        faults.add(Problem.Fault.pointer("/" + name, "required, a string of 1 to " + MAX_ID_CHARS + " characters"));
        return "";
    }
}
