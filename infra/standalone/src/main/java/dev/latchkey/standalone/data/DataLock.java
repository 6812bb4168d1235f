package dev.latchkey.standalone.data;

import dev.latchkey.standalone.terminal.Trouble;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a second suite off the same data; the system lets go of it when the process ends, however it ends. */
public final class DataLock implements AutoCloseable {

    private final FileChannel channel;

    private DataLock(FileChannel channel) {
        this.channel = channel;
    }

    public static DataLock take(DataFolder folder) {
        Path file = folder.run().resolve("lock");
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                throw Trouble.failed(
                        "Latchkey already runs on %s (process %s). Stop it first, or choose another folder with --data DIR."
                                .formatted(folder.path(), DataFolder.read(file).strip()));
            }
            byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
            channel.truncate(0).write(ByteBuffer.wrap(pid));
            return new DataLock(channel);
        } catch (IOException e) {
            throw Trouble.failed("The data folder %s cannot be locked: %s".formatted(folder.path(), e));
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The process ends anyway, and the lock with it.
        }
    }
}
