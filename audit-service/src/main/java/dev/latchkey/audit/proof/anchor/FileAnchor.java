package dev.latchkey.audit.proof.anchor;

import dev.latchkey.proof.head.AnchorRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

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
            long end = endOfLastLine(file);
            file.truncate(end);
            file.position(end);
            while (line.hasRemaining()) {
                file.write(line);
            }
            file.force(true);
        }
    }

    private static long endOfLastLine(FileChannel file) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        for (long end = file.size(); end > 0; end--) {
            last.clear();
            file.read(last, end - 1);
            if (last.get(0) == '\n') {
                return end;
            }
        }
        return 0;
    }
}
