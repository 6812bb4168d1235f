package dev.latchkey.proof.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * The frontier of a growing tree: the roots of its largest complete subtrees from left to right, one for each bit of the size.
 * It gives the root after every entry, in memory that does not grow with the entries.
 */
public final class CompactRange {

    private final List<byte[]> subtrees;
    private long size;

    private CompactRange(long size, List<byte[]> subtrees) {
        this.size = size;
        this.subtrees = subtrees;
    }

    /** Of the tree without entries. */
    public static CompactRange empty() {
        return new CompactRange(0, new ArrayList<>());
    }

    /**
     * Of a tree whose entries stay unknown.
     *
     * @throws IllegalArgumentException when these cannot be the subtrees of that size
     */
    public static CompactRange of(long size, List<byte[]> subtrees) {
        if (size < 0 || subtrees.size() != Long.bitCount(size)) {
            throw new IllegalArgumentException(
                    "a tree of %d entries has no frontier of %d hashes".formatted(size, subtrees.size()));
        }
        if (subtrees.stream().anyMatch(hash -> hash.length != TreeHash.LENGTH)) {
            throw new IllegalArgumentException("a hash of a frontier has %d bytes".formatted(TreeHash.LENGTH));
        }
        return new CompactRange(size, new ArrayList<>(subtrees));
    }

    /** Adds the hash of the next entry. */
    public void append(byte[] leaf) {
        byte[] hash = leaf;
        for (long before = size; (before & 1) == 1; before >>= 1) {
            hash = TreeHash.node(subtrees.removeLast(), hash);
        }
        subtrees.add(hash);
        size++;
    }

    public long size() {
        return size;
    }

    /** From the largest subtree to the smallest. */
    public List<byte[]> subtrees() {
        return List.copyOf(subtrees);
    }

    public byte[] root() {
        if (subtrees.isEmpty()) {
            return TreeHash.empty();
        }
        byte[] root = subtrees.getLast();
        for (int i = subtrees.size() - 2; i >= 0; i--) {
            root = TreeHash.node(subtrees.get(i), root);
        }
        return root;
    }
}
