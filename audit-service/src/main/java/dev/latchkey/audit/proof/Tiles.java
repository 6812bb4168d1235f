package dev.latchkey.audit.proof;

import dev.latchkey.proof.tree.CompactRange;
import dev.latchkey.proof.tree.Subtrees;
import dev.latchkey.proof.tree.TreeHash;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code merkle_tile}: the hashes of the tree, 256 in a row, every eighth level of it. */
@Component
public class Tiles implements Subtrees {

    private static final int WIDTH = 256;
    private static final int HEIGHT = 8;

    private final JdbcClient jdbc;

    Tiles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Adds the hashes of entries, inside the transaction of the caller.
     *
     * @throws IllegalStateException when the tree does not end where they begin
     */
    void append(long first, List<byte[]> leaves) {
        append(0, first, leaves);
    }

    /** What fills a row becomes one hash of the level above. */
    private void append(int level, long first, List<byte[]> hashes) {
        List<byte[]> parents = new ArrayList<>();
        long firstParent = first / WIDTH;
        int taken = 0;
        while (taken < hashes.size()) {
            long position = first + taken;
            int before = (int) (position % WIDTH);
            int count = Math.min(WIDTH - before, hashes.size() - taken);
            byte[] whole = appendToTile(level, position / WIDTH, before, hashes.subList(taken, taken + count));
            if (whole != null) {
                parents.add(root(whole));
            }
            taken += count;
        }
        if (!parents.isEmpty()) {
            append(level + 1, firstParent, parents);
        }
    }

    /** The tile's hashes if it is full now. */
    private byte @Nullable [] appendToTile(int level, long tile, int before, List<byte[]> hashes) {
        Grown grown = jdbc.sql("""
                        INSERT INTO merkle_tile AS tile (level, tile_index, hashes) VALUES (:level, :tile, :hashes)
                        ON CONFLICT (level, tile_index) DO UPDATE SET hashes = tile.hashes || excluded.hashes
                            WHERE octet_length(tile.hashes) = :before
                        RETURNING octet_length(hashes) AS length, CASE WHEN octet_length(hashes) = :full THEN hashes END AS whole
                        """)
                .param("level", level)
                .param("tile", tile)
                .param("hashes", concatenated(hashes))
                .param("before", before * TreeHash.LENGTH)
                .param("full", WIDTH * TreeHash.LENGTH)
                .query((row, number) -> new Grown(row.getInt("length"), row.getBytes("whole")))
                .optional()
                .orElseThrow(() -> misplaced(level, tile, before));
        if (grown.length != (before + hashes.size()) * TreeHash.LENGTH) {
            throw misplaced(level, tile, before);
        }
        return grown.whole;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared, only carried
    private record Grown(int length, byte @Nullable [] whole) {}

    private static IllegalStateException misplaced(int level, long tile, int before) {
        return new IllegalStateException(
                "the tree of hashes does not end where the trail goes on: level %d, tile %d has not %d hashes"
                        .formatted(level, tile, before));
    }

    /** How many entries the tree covers. */
    long size() {
        return jdbc.sql("""
                        SELECT tile_index * :width + octet_length(hashes) / :length FROM merkle_tile
                        WHERE level = 0 ORDER BY tile_index DESC LIMIT 1
                        """)
                .param("width", WIDTH)
                .param("length", TreeHash.LENGTH)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    @Override
    public byte[] hash(int level, long index) {
        int inTile = level % HEIGHT;
        long first = index << inTile;
        return root(read(level / HEIGHT, first, 1 << inTile));
    }

    /** The hashes of entries one after the other. */
    public byte[] leaves(long from, long to) {
        ByteArrayOutputStream leaves = new ByteArrayOutputStream();
        for (long next = from; next < to; ) {
            int count = (int) Math.min(WIDTH - next % WIDTH, to - next);
            leaves.writeBytes(read(0, next, count));
            next += count;
        }
        return leaves.toByteArray();
    }

    /** Hashes beside each other in one tile. */
    private byte[] read(int level, long first, int count) {
        Optional<byte[]> hashes = jdbc.sql("""
                        SELECT substring(hashes FROM :start FOR :length) FROM merkle_tile
                        WHERE level = :level AND tile_index = :tile
                        """)
                .param("start", (int) (first % WIDTH) * TreeHash.LENGTH + 1)
                .param("length", count * TreeHash.LENGTH)
                .param("level", level)
                .param("tile", first / WIDTH)
                .query(byte[].class)
                .optional();
        return hashes.filter(found -> found.length == count * TreeHash.LENGTH)
                .orElseThrow(() -> new IllegalStateException(
                        "the tree of hashes has a hole: %d hashes from %d on at level %d of tiles"
                                .formatted(count, first, level)));
    }

    private static byte[] root(byte[] hashes) {
        CompactRange range = CompactRange.empty();
        for (int start = 0; start < hashes.length; start += TreeHash.LENGTH) {
            range.append(Arrays.copyOfRange(hashes, start, start + TreeHash.LENGTH));
        }
        return range.root();
    }

    private static byte[] concatenated(List<byte[]> hashes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(hashes.size() * TreeHash.LENGTH);
        hashes.forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }
}
