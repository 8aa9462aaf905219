package plainstream.faults;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import plainstream.kit.Event;
import plainstream.kit.Made;

/** Ten thousand records on several partitions of two topics, with bad ones and clients' retries between them. */
final class Workload {
    private static final int PARTITIONS = 4;
    private static final int MOVIES = 20;

    private final Map<String, List<Event>> partitions = new LinkedHashMap<>();
    private final List<Event> retries = new ArrayList<>();
    private final Random random;

    private Workload(Random random) {
        this.random = random;
    }

    /** The records of each partition, in the order of their offsets. */
    static Map<String, List<Event>> of(int size, Random random) {
        var workload = new Workload(random);
        for (int i = 0; i < size; i++) {
            workload.add(workload.next(i));
        }
        return workload.partitions;
    }

    static boolean isBad(Event event) {
        return event.id().startsWith("bad-") || event.id().startsWith("k".repeat(65));
    }

    private Event next(int i) {
        if (!retries.isEmpty() && random.nextInt(100) < 3) {
            // The client's retry: a new record with the old key, anywhere later.
            return retries.get(random.nextInt(retries.size()));
        }
        int choice = random.nextInt(100);
        if (choice < 80) {
            return Made.like(movie(), "like-" + i);
        }
        if (choice < 84) {
            return keyed(Made.like(movie(), "key-" + i));
        }
        if (choice < 89) {
            return Made.timestamp("at-" + i);
        }
        if (choice < 91) {
            return keyed(Made.timestamp("keyed-at-" + i));
        }
        return choice < 97
                ? Made.order("order-" + i)
                : choice < 99 ? Made.greeting("g" + i) : Poison.at(i).event();
    }

    private String movie() {
        return "tt" + random.nextInt(MOVIES);
    }

    private Event keyed(Event event) {
        var keyed = event.keyed();
        retries.add(keyed);
        return keyed;
    }

    /** By key, as the producer does; a retry may come to another partition, as after a change of their number. */
    private void add(Event event) {
        int partition =
                Math.floorMod(event.keyText().hashCode() + (event.isKeyed() ? random.nextInt(2) : 0), PARTITIONS);
        var records = partitions.computeIfAbsent(event.topic() + "-" + partition, name -> new ArrayList<>());
        records.add(event.at(partition, records.size()));
    }
}
