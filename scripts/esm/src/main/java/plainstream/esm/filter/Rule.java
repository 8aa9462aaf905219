package plainstream.esm.filter;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One comparison of AWS's filter rule syntax. A value is null where the record has no such member. */
sealed interface Rule {
    boolean matches(JsonNode value);

    /** The very same text, number (as written), boolean or null. */
    record Equals(JsonNode expected) implements Rule {
        @Override
        public boolean matches(JsonNode value) {
            return value != null
                    && value.getNodeType() == expected.getNodeType()
                    && value.asText().equals(expected.asText());
        }
    }

    /** {@code prefix}. */
    record Prefix(String text) implements Rule {
        @Override
        public boolean matches(JsonNode value) {
            return value != null && value.isTextual() && value.asText().startsWith(text);
        }
    }

    /** {@code suffix}. */
    record Suffix(String text) implements Rule {
        @Override
        public boolean matches(JsonNode value) {
            return value != null && value.isTextual() && value.asText().endsWith(text);
        }
    }

    /** {@code equals-ignore-case}. */
    record EqualsIgnoreCase(String text) implements Rule {
        @Override
        public boolean matches(JsonNode value) {
            return value != null
                    && value.isTextual()
                    && value.asText().toLowerCase(Locale.ROOT).equals(text.toLowerCase(Locale.ROOT));
        }
    }

    /** {@code exists}. */
    record Exists(boolean wanted) implements Rule {
        @Override
        public boolean matches(JsonNode value) {
            // AWS: for leaves only; an object is no leaf.
            return wanted == (value != null && !value.isObject());
        }
    }

    /** {@code anything-but}: the member is there, and none of these holds. */
    record AnythingBut(List<Rule> unwanted) implements Rule {
        @Override
        public boolean matches(JsonNode value) {
            return value != null && unwanted.stream().noneMatch(rule -> rule.matches(value));
        }
    }

    /** {@code numeric}: all comparisons hold. */
    record Numeric(List<Comparison> comparisons) implements Rule {
        @Override
        public boolean matches(JsonNode value) {
            return value != null
                    && value.isNumber()
                    && comparisons.stream().allMatch(comparison -> comparison.holds(value.decimalValue()));
        }
    }

    /** One half of a numeric rule. */
    record Comparison(String operator, BigDecimal bound) {
        boolean holds(BigDecimal number) {
            int order = number.compareTo(bound);
            return switch (operator) {
                case "=" -> order == 0;
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                case ">=" -> order >= 0;
                default -> throw new InvalidFilterException("'" + operator + "' compares nothing, legal: = < <= > >=");
            };
        }
    }

    static List<Rule> list(JsonNode rules, String path) {
        if (rules.isEmpty()) {
            throw new InvalidFilterException("'" + path + "' is an empty list");
        }
        var list = new ArrayList<Rule>();
        rules.forEach(rule -> list.add(rule.isObject() ? named(rule, path) : literal(rule, path)));
        return List.copyOf(list);
    }

    private static Rule literal(JsonNode expected, String path) {
        if (expected.isContainerNode()) {
            throw new InvalidFilterException("'" + path + "' holds a list in a list");
        }
        return new Equals(expected);
    }

    private static Rule named(JsonNode rule, String path) {
        if (rule.size() != 1) {
            throw new InvalidFilterException("'" + path + "' has a rule with " + rule.size() + " names, legal: one");
        }
        String name = rule.fieldNames().next();
        JsonNode operand = rule.get(name);
        return switch (name) {
            case "prefix" -> new Prefix(text(operand, name, path));
            case "suffix" -> new Suffix(text(operand, name, path));
            case "equals-ignore-case" -> new EqualsIgnoreCase(text(operand, name, path));
            case "exists" -> new Exists(bool(operand, path));
            case "anything-but" -> new AnythingBut(unwanted(operand, path));
            case "numeric" -> new Numeric(comparisons(operand, path));
            default ->
                throw new InvalidFilterException("'" + path + "' has the unknown rule '" + name
                        + "', legal: prefix, suffix, equals-ignore-case, exists, anything-but, numeric");
        };
    }

    private static String text(JsonNode operand, String name, String path) {
        if (!operand.isTextual()) {
            throw new InvalidFilterException("'" + name + "' of '" + path + "' must be a text");
        }
        return operand.asText();
    }

    private static boolean bool(JsonNode operand, String path) {
        if (!operand.isBoolean()) {
            throw new InvalidFilterException("'exists' of '" + path + "' must be true or false");
        }
        return operand.asBoolean();
    }

    private static List<Rule> unwanted(JsonNode operand, String path) {
        if (operand.isObject()) {
            return List.of(named(operand, path));
        }
        return operand.isArray() ? list(operand, path) : List.of(literal(operand, path));
    }

    private static List<Comparison> comparisons(JsonNode operand, String path) {
        if (!operand.isArray() || operand.isEmpty() || operand.size() % 2 != 0 || operand.size() > 4) {
            throw new InvalidFilterException(
                    "'numeric' of '" + path + "' must be one or two comparisons, [\">\", 1, \"<=\", 5]");
        }
        var comparisons = new ArrayList<Comparison>();
        for (int i = 0; i < operand.size(); i += 2) {
            if (!operand.get(i + 1).isNumber()) {
                throw new InvalidFilterException("'numeric' of '" + path + "' compares with no number");
            }
            var comparison =
                    new Comparison(operand.get(i).asText(), operand.get(i + 1).decimalValue());
            comparison.holds(BigDecimal.ZERO);
            comparisons.add(comparison);
        }
        return comparisons;
    }
}
