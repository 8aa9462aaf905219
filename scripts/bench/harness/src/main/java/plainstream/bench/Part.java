package plainstream.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The questions that the bench answers; {@code --parts} chooses by these names. */
enum Part {
    THROUGHPUT(Effort.QUICK, new Throughput()),
    STARTUP(Effort.QUICK, new Startup()),
    SIZES(Effort.QUICK, new Sizes()),
    COLD(Effort.QUICK, new ColdStart()),
    DECODE(Effort.QUICK, new Decode()),
    EVENT(Effort.TABLES, new PerEvent()),
    CROWD(Effort.TABLES, new Crowd()),
    PROFILE(Effort.FULL, new Profile()),
    DELAY(Effort.FULL, new Delay()),
    SCALE(Effort.FULL, new ApiScale()),
    BATCHES(Effort.FULL, new Batches()),
    LIKES(Effort.FULL, new KeyedLikes()),
    CEILING(Effort.FULL, new Ceiling()),
    READS(Effort.FULL, new Reads()),
    SHARDS(Effort.FULL, new Shards()),
    ESM(Effort.FULL, new Esm()),
    MODEL(Effort.FULL, new Model());

    /** What a part does. */
    interface Work {
        void run(Lab lab) throws Exception;
    }

    /** The least effort that has it. */
    private final Effort least;

    private final Work work;

    Part(Effort least, Work work) {
        this.least = least;
        this.work = work;
    }

    String option() {
        return name().toLowerCase(Locale.ROOT);
    }

    void run(Lab lab) throws Exception {
        work.run(lab);
    }

    static List<Part> all(Effort effort) {
        return Arrays.stream(values())
                .filter(part -> part.least == effort || part.least == Effort.QUICK || effort == Effort.FULL)
                .toList();
    }
}
