package plainstream.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Measurements that took turns: each round measures everyone once, beginning with another one than the round before.
 *
 * @param <T> what one measurement gives
 * @param values of each one, in the order of the rounds
 */
record Rounds<T>(Map<String, List<T>> values) {
    /** Something that can be measured again and again. */
    record Turn<T>(String name, Supplier<T> measure) {}

    static <T> Rounds<T> take(int rounds, List<Turn<T>> turns, Progress progress, Function<T, String> text) {
        var values = new LinkedHashMap<String, List<T>>();
        turns.forEach(turn -> values.put(turn.name(), new ArrayList<>()));
        var order = new ArrayList<>(turns);
        for (int round = 1; round <= rounds; round++) {
            for (Turn<T> turn : order) {
                T value = turn.measure().get();
                values.get(turn.name()).add(value);
                progress.say("round %d of %d  %-30s %s", round, rounds, turn.name(), text.apply(value));
            }
            Collections.rotate(order, -1);
        }
        return new Rounds<>(values);
    }

    Stat stat(String name, Function<T, Double> of) {
        return Stat.of(values.get(name).stream().map(of).toList());
    }

    /** How one stands to another: the ratio of each round, since what disturbed a round disturbed both. */
    Stat ratio(String name, String to, Function<T, Double> of) {
        var ratios = new ArrayList<Double>();
        for (int i = 0; i < values.get(name).size(); i++) {
            ratios.add(
                    of.apply(values.get(name).get(i)) / of.apply(values.get(to).get(i)));
        }
        return Stat.of(ratios);
    }
}
