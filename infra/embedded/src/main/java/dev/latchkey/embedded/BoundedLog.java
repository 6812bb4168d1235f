package dev.latchkey.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A log file that never grows beyond a limit: a full one becomes {@code NAME.1}, and the one before that is gone. */
public final class BoundedLog {

    private static final long LIMIT_BYTES = 8L << 20;
    private static final int TAIL_BYTES = 64 << 10;
    private static final Pattern STACK_FRAME = Pattern.compile("\\s+(at |\\.\\.\\. ).*");
    private static final Duration END_LIMIT = Duration.ofSeconds(2);

    private final Path file;
    private volatile @Nullable Thread follower;

    public BoundedLog(Path file) {
        this.file = file;
    }

    public Path file() {
        return file;
    }

    /** Copies everything the process says into the log until it ends, on a thread of its own. */
    void follow(Process process) {
        follower = Thread.ofPlatform()
                .daemon()
                .name("log-" + file.getFileName())
                .start(() -> copy(process.getInputStream()));
    }

    /** Waits, with a limit, until the last words of a process that has ended are in the file. */
    public void awaitEnd() {
        Thread current = follower;
        if (current != null) {
            try {
                current.join(END_LIMIT);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The last lines of the log, without stack frames: what to show a person when the process failed. */
    public List<String> tail(int lines) {
        try (var channel = Files.newByteChannel(file)) {
            channel.position(Math.max(0, channel.size() - TAIL_BYTES));
            byte[] end = Channels.newInputStream(channel).readAllBytes();
            String text = new String(end, StandardCharsets.UTF_8);
            List<String> all = text.lines()
                    .filter(line -> !STACK_FRAME.matcher(line).matches())
                    .toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (IOException e) {
            return List.of();
        }
    }

    EmbeddedServerException failure(String what) {
        awaitEnd();
        return new EmbeddedServerException(what + "; the end of " + file + ":\n" + String.join("\n", tail(15)));
    }

    private void copy(InputStream from) {
        try (from) {
            try {
                copyIntoFiles(from);
            } catch (IOException e) {
                // The disk is full or the folder is gone. The process must not stand still because nobody reads it.
                from.transferTo(OutputStream.nullOutputStream());
            }
        } catch (IOException e) {
            // The process ended while we read; what it said before is in the file.
        }
    }

    private void copyIntoFiles(InputStream from) throws IOException {
        byte[] buffer = new byte[8192];
        Files.createDirectories(file.toAbsolutePath().getParent());
        int read = from.read(buffer);
        while (read >= 0) {
            read = copyIntoOneFile(from, buffer, read);
        }
    }

    private int copyIntoOneFile(InputStream from, byte[] buffer, int firstRead) throws IOException {
        int read = firstRead;
        long size = Files.exists(file) ? Files.size(file) : 0;
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (read >= 0 && size < LIMIT_BYTES) {
                out.write(buffer, 0, read);
                size += read;
                read = from.read(buffer);
            }
        }
        if (read >= 0) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        return read;
    }
}
