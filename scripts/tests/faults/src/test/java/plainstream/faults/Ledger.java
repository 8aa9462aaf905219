package plainstream.faults;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Every answer of a load. */
final class Ledger {
    private final Collection<Answer> answers = new ConcurrentLinkedQueue<>();

    void add(Answer answer) {
        answers.add(answer);
    }

    List<Answer> accepted() {
        return answers.stream().filter(Answer::accepted).toList();
    }

    List<Answer> unanswered() {
        return answers.stream().filter(answer -> answer.status() == 0).toList();
    }

    List<Answer> with(int status) {
        return answers.stream().filter(answer -> answer.status() == status).toList();
    }

    /** What was neither accepted nor said to be unavailable. */
    List<Answer> others() {
        return answers.stream()
                .filter(answer -> !answer.accepted() && answer.status() != 503)
                .toList();
    }

    /** Accepted writes that were both sent and answered between these times. */
    List<Answer> acceptedWithin(long fromNanos, long toNanos) {
        return accepted().stream()
                .filter(answer -> answer.startNanos() > fromNanos && answer.endNanos() < toNanos)
                .toList();
    }

    int size() {
        return answers.size();
    }

    static long longest(List<Answer> answers) {
        return answers.stream().mapToLong(Answer::nanos).max().orElse(0);
    }
}
