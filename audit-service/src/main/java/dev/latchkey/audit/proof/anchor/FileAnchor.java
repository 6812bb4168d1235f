package dev.latchkey.audit.proof.anchor;

import dev.latchkey.proof.head.AnchorRecord;
import dev.latchkey.proof.head.InvalidHeadException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Appends to a file and waits for the disk. What a crash left half written at its end is taken away first. */
final class FileAnchor implements TreeHeadAnchor {

    private final Path path;

    FileAnchor(Path path) {
        this.path = path.toAbsolutePath();
    }

    @Override
    public String name() {
        return "file";
    }

    @Override
    public void keep(long headId, AnchorRecord record) throws IOException {
        ByteBuffer line = ByteBuffer.wrap((record.toJson() + "\n").getBytes(StandardCharsets.UTF_8));
        try (FileChannel file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long end = endOfLastLine(file, file.size());
            file.truncate(end);
            file.position(end);
            while (line.hasRemaining()) {
                file.write(line);
            }
            file.force(true);
        }
    }

    @Override
    public Optional<AnchorRecord> latest() throws IOException {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            long end = endOfLastLine(file, file.size());
            long start = end == 0 ? 0 : endOfLastLine(file, end - 1);
            return end == 0 ? Optional.empty() : Optional.of(parse(read(file, start, end)));
        }
    }

    private static String read(FileChannel file, long start, long end) throws IOException {
        ByteBuffer line = ByteBuffer.allocate(Math.toIntExact(end - start));
        while (line.hasRemaining() && file.read(line, start + line.position()) >= 0) {
            // Until the whole line is there.
        }
        return new String(line.array(), 0, line.position(), StandardCharsets.UTF_8);
    }

    private AnchorRecord parse(String line) throws IOException {
        try {
            return AnchorRecord.parse(line).getFirst();
        } catch (InvalidHeadException unreadable) {
            throw new IOException("the last line of " + path.getFileName() + " is no anchored record", unreadable);
        }
    }

    private static long endOfLastLine(FileChannel file, long before) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        for (long end = before; end > 0; end--) {
            last.clear();
            file.read(last, end - 1);
            if (last.get(0) == '\n') {
                return end;
            }
        }
        return 0;
    }
}
