package plainstream.esm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where a mapping reports the records that it gives up; on AWS a queue, a topic or a bucket. */
@FunctionalInterface
public interface Destination {
    /** Returns when the batch is safe; the records' offsets are committed after that. */
    void deliver(FailedBatch batch) throws IOException;

    /** One message per line, on disk before the call returns. */
    static Destination file(Path file) {
        return batch -> {
            byte[] message = batch.message();
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                var line = ByteBuffer.allocate(message.length + 1)
                        .put(message)
                        .put((byte) '\n')
                        .flip();
                while (line.hasRemaining()) {
                    channel.write(line);
                }
                channel.force(true);
            }
        };
    }
}
