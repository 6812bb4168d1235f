package dev.latchkey.proof.tree;

import java.util.ArrayList;
import java.util.List;

/** Roots and proofs of a tree at any of its sizes, out of the hashes of its complete subtrees. */
public final class MerkleTree {

    private final Subtrees subtrees;

    public MerkleTree(Subtrees subtrees) {
        this.subtrees = subtrees;
    }

    public byte[] root(long size) {
        return size == 0 ? TreeHash.empty() : hash(0, size);
    }

    /** The roots of the largest complete subtrees from left to right. */
    public List<byte[]> frontier(long size) {
        List<byte[]> frontier = new ArrayList<>();
        long start = 0;
        for (long rest = size; rest > 0; rest -= Long.highestOneBit(rest)) {
            long length = Long.highestOneBit(rest);
            frontier.add(hash(start, start + length));
            start += length;
        }
        return frontier;
    }

    /** The path from an entry to the root (RFC 9162 section 2.1.3.1). */
    public List<byte[]> inclusion(long position, long size) {
        if (position < 0 || position >= size) {
            throw new IllegalArgumentException("position %d is not in a tree of %d".formatted(position, size));
        }
        List<byte[]> path = new ArrayList<>();
        addPath(path, position, 0, size);
        return path;
    }

    /** That the tree of the first size is the beginning of that of the second (RFC 9162 section 2.1.4.1). */
    public List<byte[]> consistency(long first, long second) {
        if (first < 0 || first > second) {
            throw new IllegalArgumentException("a tree of %d does not begin with %d".formatted(second, first));
        }
        List<byte[]> proof = new ArrayList<>();
        if (first > 0 && first < second) {
            addSubproof(proof, first, 0, second, true);
        }
        return proof;
    }

    private void addPath(List<byte[]> path, long position, long start, long end) {
        if (end - start == 1) {
            return;
        }
        long middle = middle(start, end);
        if (position < middle) {
            addPath(path, position, start, middle);
            path.add(hash(middle, end));
        } else {
            addPath(path, position, middle, end);
            path.add(hash(start, middle));
        }
    }

    /** SUBPROOF of the RFC; a subtree that both trees have whole is named once, and not at all if it is the first tree itself. */
    private void addSubproof(List<byte[]> proof, long first, long start, long end, boolean isFirstTree) {
        if (first == end) {
            if (!isFirstTree) {
                proof.add(hash(start, end));
            }
            return;
        }
        long middle = middle(start, end);
        if (first <= middle) {
            addSubproof(proof, first, start, middle, isFirstTree);
            proof.add(hash(middle, end));
        } else {
            addSubproof(proof, first, middle, end, false);
            proof.add(hash(start, middle));
        }
    }

    private byte[] hash(long start, long end) {
        long length = end - start;
        if (Long.bitCount(length) == 1) {
            int level = Long.numberOfTrailingZeros(length);
            return subtrees.hash(level, start >> level);
        }
        long middle = middle(start, end);
        return TreeHash.node(hash(start, middle), hash(middle, end));
    }

    /** The left side is the largest power of two that is smaller than the whole. */
    private static long middle(long start, long end) {
        return start + Long.highestOneBit(end - start - 1);
    }
}
