package plainstream.tools.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the events into files, whose names sort in the order of the records.
 *
 * @param folder where to
 */
record Payloads(Path folder) implements Target {
    @Override
    public void give(Source source, long firstOffset, byte[] event) throws IOException {
        String offset = Long.toString(firstOffset);
        String padded = "0".repeat(19 - offset.length()) + offset;
        String name = source.partitionName() + "-epoch-" + source.epoch() + "-" + padded + ".json";
        Files.write(folder.resolve(name), event);
    }
}
