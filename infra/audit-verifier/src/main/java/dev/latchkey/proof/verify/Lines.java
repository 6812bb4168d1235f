package dev.latchkey.proof.verify;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads lines as bytes, one at a time and none too long: a file may be larger than the memory. */
final class Lines implements Closeable {

    private static final int BUFFER = 64 * 1024;

    private final InputStream input;
    private final int mostBytes;
    private final byte[] buffer = new byte[BUFFER];
    private int next;
    private int filled;
    private long number;
    private long offset;
    private long start;

    Lines(InputStream input, int mostBytes) {
        this.input = input;
        this.mostBytes = mostBytes;
    }

    /** The next line without its line feed; empty at the end. */
    Optional<byte[]> read() throws IOException, VerifyException {
        start = offset;
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (fill()) {
            int end = lineFeed();
            line.write(buffer, next, end - next);
            offset += end - next;
            next = end;
            if (line.size() > mostBytes) {
                throw VerifyException.unreadable("line %d is longer than %d bytes".formatted(number + 1, mostBytes));
            }
            if (end < filled) {
                next++;
                offset++;
                number++;
                return Optional.of(line.toByteArray());
            }
        }
        if (line.size() == 0) {
            return Optional.empty();
        }
        number++;
        return Optional.of(line.toByteArray());
    }

    /** Of the line read last, from 1. */
    long number() {
        return number;
    }

    /** Where the line read last begins. */
    long start() {
        return start;
    }

    private boolean fill() throws IOException {
        if (next == filled) {
            next = 0;
            filled = Math.max(input.read(buffer), 0);
        }
        return filled > 0;
    }

    private int lineFeed() {
        int end = next;
        while (end < filled && buffer[end] != '\n') {
            end++;
        }
        return end;
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
