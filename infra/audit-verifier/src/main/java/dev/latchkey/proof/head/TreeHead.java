package dev.latchkey.proof.head;

import dev.latchkey.proof.tree.TreeHash;
import java.time.Instant;
import java.util.HexFormat;

/**
 * What a signature vouches for: the trail's first {@code treeSize} entries.
 *
 * @param origin names the trail, so that heads of two trails are never taken for each other's
 * @param rootHash of the tree over these entries, in lower-case hexadecimal digits
 * @param firstRetained the position before which entries have been removed because their time was over
 */
public record TreeHead(String origin, long treeSize, String rootHash, long firstRetained, Instant timestamp) {

    public TreeHead {
        if (treeSize < 0 || firstRetained < 0 || firstRetained > treeSize) {
            throw new IllegalArgumentException("a tree head's numbers do not fit each other");
        }
        if (rootHash.length() != 2 * TreeHash.LENGTH || !rootHash.matches("[0-9a-f]+")) {
            throw new IllegalArgumentException("a root hash is %d bytes".formatted(TreeHash.LENGTH));
        }
    }

    /** A head of this root. */
    public static TreeHead of(String origin, long treeSize, byte[] root, long firstRetained, Instant timestamp) {
        return new TreeHead(origin, treeSize, HexFormat.of().formatHex(root), firstRetained, timestamp);
    }

    /** Whether the tree of this root is the one that was signed. */
    public boolean isOf(byte[] root) {
        return rootHash.equals(HexFormat.of().formatHex(root));
    }
}
