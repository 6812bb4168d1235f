package dev.latchkey.proof.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Checks proofs without the tree, step by step as RFC 9162 says it. */
public final class ProofCheck {

    private ProofCheck() {}

    /** Whether the path leads from the entry to the root (RFC 9162 section 2.1.3.2). */
    public static boolean isIncluded(byte[] leaf, long position, long size, List<byte[]> path, byte[] root) {
        if (position < 0 || position >= size) {
            return false;
        }
        Climb climb = new Climb(position, size - 1);
        byte[] hash = leaf;
        for (byte[] sibling : path) {
            if (climb.isAtTop()) {
                return false;
            }
            hash = climb.isRightOfItsSibling() ? TreeHash.node(sibling, hash) : TreeHash.node(hash, sibling);
            climb.step();
        }
        return climb.isAtTop() && Arrays.equals(hash, root);
    }

    /** Whether the second tree begins with the first (RFC 9162 section 2.1.4.2). */
    public static boolean isConsistent(
            long first, byte[] firstRoot, long second, byte[] secondRoot, List<byte[]> proof) {
        if (first < 0 || first > second) {
            return false;
        }
        if (first == 0) {
            return proof.isEmpty() && Arrays.equals(firstRoot, TreeHash.empty());
        }
        if (first == second) {
            return proof.isEmpty() && Arrays.equals(firstRoot, secondRoot);
        }
        return !proof.isEmpty() && leadsToBoth(first, firstRoot, second, secondRoot, proof);
    }

    private static boolean leadsToBoth(
            long first, byte[] firstRoot, long second, byte[] secondRoot, List<byte[]> proof) {
        List<byte[]> path = new ArrayList<>(proof);
        if (Long.bitCount(first) == 1) {
            path.addFirst(firstRoot);
        }
        Climb climb = new Climb(first - 1, second - 1);
        climb.skipRightTurns();
        byte[] old = path.removeFirst();
        byte[] grown = old;
        for (byte[] sibling : path) {
            if (climb.isAtTop()) {
                return false;
            }
            if (climb.isRightOfItsSibling()) {
                old = TreeHash.node(sibling, old);
                grown = TreeHash.node(sibling, grown);
            } else {
                grown = TreeHash.node(grown, sibling);
            }
            climb.step();
        }
        return climb.isAtTop() && Arrays.equals(old, firstRoot) && Arrays.equals(grown, secondRoot);
    }

    /** The way up from a node, beside the way up from the last one: {@code fn} and {@code sn} of the RFC. */
    private static final class Climb {

        private long node;
        private long last;

        Climb(long node, long last) {
            this.node = node;
            this.last = last;
        }

        boolean isAtTop() {
            return last == 0;
        }

        boolean isRightOfItsSibling() {
            return isRight() || node == last;
        }

        void skipRightTurns() {
            while (isRight()) {
                up();
            }
        }

        void step() {
            if (!isRight() && node == last) {
                while (!isRight() && node != 0) {
                    up();
                }
            }
            up();
        }

        private boolean isRight() {
            return (node & 1) == 1;
        }

        private void up() {
            node >>= 1;
            last >>= 1;
        }
    }
}
