package plainstream.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;

/**
 * The folder of everything that a stack writes. One stack owns it: a lock lies beside it, names its holder, and goes with the
 * process, however that ends.
 */
final class DataFolder implements AutoCloseable {
    private final Path folder;
    private final FileChannel channel;

    private DataFolder(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Takes it.
     *
     * @param holder a line that tells other stacks who has it; begins with {@code pid} and this process's number
     * @throws IllegalArgumentException when another stack has it, with that one's line
     */
    static DataFolder own(Path folder, String holder) throws IOException {
        Path file = lockFile(folder);
        Files.createDirectories(file.getParent());
        var channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (!locks(channel)) {
            channel.close();
            throw new IllegalArgumentException("another stack keeps its data in " + folder + ": "
                    + Files.readString(file).strip() + "; stop that one first, or start this one in another clone");
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((holder + "\n").getBytes(StandardCharsets.UTF_8)));
        return new DataFolder(folder, channel);
    }

    /** Beside the folder, so that emptying it leaves the lock alone. */
    static Path lockFile(Path folder) {
        Path absolute = folder.toAbsolutePath();
        return absolute.resolveSibling(absolute.getFileName() + ".lock");
    }

    void delete() {
        if (Files.notExists(folder)) {
            return;
        }
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot empty " + folder + ": " + e.getMessage(), e);
        }
    }

    /** The file stays: who deleted it could delete that of the next holder. */
    @Override
    public void close() throws IOException {
        channel.truncate(0);
        channel.close();
    }

    private static boolean locks(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}
