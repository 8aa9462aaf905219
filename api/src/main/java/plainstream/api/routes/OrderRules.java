package plainstream.api.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import plainstream.api.http.Problem;
import plainstream.api.json.Member;

/** What makes a flat object an order that the table can hold. The consumer checks the same again. */
final class OrderRules {
    /** In code points, as JSON Schema counts. */
    static final int MAX_ID_CHARS = 64;
    /** Added on the way, so a client cannot bring them. */
    static final Set<String> RESERVED =
            Set.of("address", "longitude", "latitude", "acceptedAt", "appendedAt", "processedAt");

    private static final String ORDER_NO = "OrderNo";
    private static final String CUSTOMER = "Customer";
    private static final String ID_RULE = "required, a string of 1 to " + MAX_ID_CHARS + " characters";
    /** Every client takes these out of a path, percent-encoded or not (RFC 3986, section 5.2.4), so nobody could ask for such an order. */
    private static final Set<String> DOTS = Set.of(".", "..");

    private OrderRules() {}

    /**
     * The order's number.
     *
     * @throws Problem with a pointer to each member that is not as it has to be
     */
    static String orderNo(List<Member> members) throws Problem {
        List<Problem.Fault> faults = new ArrayList<>();
        for (Member member : members) {
            fault(member).ifPresent(detail -> faults.add(Problem.Fault.pointer(member.pointer(), detail)));
        }
        Optional<String> orderNo = id(members, ORDER_NO);
        if (orderNo.isEmpty() || DOTS.contains(orderNo.get())) {
            faults.add(Problem.Fault.pointer("/" + ORDER_NO, ID_RULE + ", but not . or .., which no URL can name"));
        }
        if (id(members, CUSTOMER).isEmpty()) {
            faults.add(Problem.Fault.pointer("/" + CUSTOMER, ID_RULE));
        }
        if (!faults.isEmpty()) {
            throw Problem.invalid("The order is not valid.", faults);
        }
        return orderNo.orElseThrow();
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

    private static Optional<String> id(List<Member> members, String name) {
        return members.stream()
                .filter(member -> member.name().equals(name) && member.kind() == Member.Kind.STRING)
                .map(Member::text)
                .filter(text -> !text.isEmpty() && text.codePointCount(0, text.length()) <= MAX_ID_CHARS)
                .findFirst();
    }
}
