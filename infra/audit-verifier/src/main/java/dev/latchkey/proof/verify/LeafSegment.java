package dev.latchkey.proof.verify;

import dev.latchkey.proof.head.AnchorRecord;
import dev.latchkey.proof.head.InvalidHeadException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the leaves of some positions stand; they are read again when they are needed, not kept. */
record LeafSegment(Path file, long offset, long from, long to) {

    AnchorRecord read() throws IOException, VerifyException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(offset);
            return record(Channels.newInputStream(channel));
        }
    }

    private AnchorRecord record(InputStream input) throws IOException, VerifyException {
        byte[] line = new Lines(input, HeadsReader.MOST_LINE_BYTES).read().orElse(new byte[0]);
        try {
            return AnchorRecord.parse(new String(line, StandardCharsets.UTF_8)).getFirst();
        } catch (InvalidHeadException changed) {
            throw VerifyException.unreadable("%s changed while it was read".formatted(file));
        }
    }
}
