package plainstream.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The questions that the bench answers; {@code --parts} chooses by these names. */
enum Part {
    THROUGHPUT(true, new Throughput()),
    STARTUP(true, new Startup()),
    SIZES(true, new Sizes()),
    COLD(true, new ColdStart()),
    DECODE(true, new Decode()),
    DELAY(false, new Delay()),
    SCALE(false, new ApiScale()),
    BATCHES(false, new Batches()),
    LIKES(false, new KeyedLikes()),
    CEILING(false, new Ceiling()),
    READS(false, new Reads()),
    SHARDS(false, new Shards()),
    ESM(false, new Esm()),
    MODEL(false, new Model());

    /** What a part does. */
    interface Work {
        void run(Lab lab) throws Exception;
    }

    private final boolean quick;
    private final Work work;

    Part(boolean quick, Work work) {
        this.quick = quick;
        this.work = work;
    }

    String option() {
        return name().toLowerCase(Locale.ROOT);
    }

    void run(Lab lab) throws Exception {
        work.run(lab);
    }

    static List<Part> all(boolean onlyQuick) {
        return Arrays.stream(values()).filter(part -> part.quick || !onlyQuick).toList();
    }
}
