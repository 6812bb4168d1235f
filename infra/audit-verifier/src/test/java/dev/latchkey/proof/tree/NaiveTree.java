package dev.latchkey.proof.tree;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The definitions of RFC 9162 section 2.1 word for word, on lists of entries. */
final class NaiveTree {

    private NaiveTree() {}

    static List<byte[]> entries(int size) {
        List<byte[]> entries = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            entries.add(("entry " + i).getBytes(StandardCharsets.UTF_8));
        }
        return entries;
    }

    static byte[] hash(List<byte[]> entries) {
        int n = entries.size();
        if (n == 0) {
            return TreeHash.empty();
        }
        if (n == 1) {
            return TreeHash.leaf(entries.getFirst());
        }
        int k = largestPowerBelow(n);
        return TreeHash.node(hash(entries.subList(0, k)), hash(entries.subList(k, n)));
    }

    static List<byte[]> path(int m, List<byte[]> entries) {
        int n = entries.size();
        if (n == 1) {
            return new ArrayList<>();
        }
        int k = largestPowerBelow(n);
        List<byte[]> path;
        if (m < k) {
            path = path(m, entries.subList(0, k));
            path.add(hash(entries.subList(k, n)));
        } else {
            path = path(m - k, entries.subList(k, n));
            path.add(hash(entries.subList(0, k)));
        }
        return path;
    }

    static List<byte[]> subproof(int m, List<byte[]> entries, boolean whole) {
        int n = entries.size();
        if (m == n) {
            return whole ? new ArrayList<>() : new ArrayList<>(List.of(hash(entries)));
        }
        int k = largestPowerBelow(n);
        List<byte[]> proof;
        if (m <= k) {
            proof = subproof(m, entries.subList(0, k), whole);
            proof.add(hash(entries.subList(k, n)));
        } else {
            proof = subproof(m - k, entries.subList(k, n), false);
            proof.add(hash(entries.subList(0, k)));
        }
        return proof;
    }

    private static int largestPowerBelow(int n) {
        int k = 1;
        while (k * 2 < n) {
            k *= 2;
        }
        return k;
    }
}
