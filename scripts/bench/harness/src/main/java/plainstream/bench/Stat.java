package plainstream.bench;

import java.util.List;
import java.util.Locale;

/**
 * What repeated measurements say: the middle one and how far they lie apart.
 *
 * @param median of an even number: the mean of the two in the middle
 * @param least of all
 * @param most of all
 */
record Stat(double median, double least, double most) {
    static Stat of(List<Double> values) {
        if (values.isEmpty()) {
            return new Stat(Double.NaN, Double.NaN, Double.NaN);
        }
        var sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
        return new Stat(median, sorted.getFirst(), sorted.getLast());
    }

    /** {@code 12,345 (11,900–12,800)}, with as many decimals as asked; one value alone has no range. */
    String text(int decimals) {
        if (Double.isNaN(median) || least == most) {
            return number(median, decimals);
        }
        return "%s (%s–%s)".formatted(number(median, decimals), number(least, decimals), number(most, decimals));
    }

    static String number(double value, int decimals) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
