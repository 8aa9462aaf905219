package plainstream.tools.replay;

import java.io.IOException;

/** Who takes the records. */
interface Target {
    /**
     * Gives records of one source, in their order; returns when they have taken effect.
     *
     * @param source where they come from
     * @param firstOffset the first of them
     * @param event Lambda's Kafka event of them, UTF-8
     * @throws IOException if they did not take effect
     */
    void give(Source source, long firstOffset, byte[] event) throws IOException;
}
