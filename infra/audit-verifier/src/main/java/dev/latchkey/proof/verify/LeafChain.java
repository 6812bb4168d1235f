package dev.latchkey.proof.verify;

import dev.latchkey.proof.head.AnchorRecord;
import dev.latchkey.proof.tree.CompactRange;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The anchored hashes of entries, from position 0 as far as signed roots vouch for them. */
final class LeafChain {

    private final TreeMap<Long, LeafSegment> segments = new TreeMap<>();
    private long end;
    private long bound;
    private @Nullable LeafSegment current;
    private @Nullable AnchorRecord record;

    /** Takes a segment that begins no later than the last one ends. */
    void add(LeafSegment segment) {
        segments.put(end, segment);
        end = segment.to();
    }

    /** How many leaves there are, vouched for or not. */
    long end() {
        return end;
    }

    /** A signed root vouches for this many. */
    void bind(long size) {
        bound = size;
    }

    long bound() {
        return bound;
    }

    /** The hash of the entry at a position, if a signed root vouches for it. */
    Optional<byte[]> leaf(long position) throws IOException, VerifyException {
        return position < bound ? Optional.of(any(position)) : Optional.empty();
    }

    byte[] any(long position) throws IOException, VerifyException {
        LeafSegment segment = Optional.ofNullable(segments.floorEntry(position))
                .map(Map.Entry::getValue)
                .orElseThrow();
        if (record == null || !segment.equals(current)) {
            record = segment.read();
            current = segment;
        }
        return record.leaf(position);
    }

    /** The hashes that stand for the positions before this one. */
    List<byte[]> frontier(long size) throws IOException, VerifyException {
        CompactRange range = CompactRange.empty();
        while (range.size() < size) {
            range.append(any(range.size()));
        }
        return range.subtrees();
    }
}
