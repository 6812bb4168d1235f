package dev.latchkey.audit.trail;

import java.util.List;

/** What a tree of hashes over the trail tells of its left side, so that somebody can go on with it from a position. */
public interface Frontier {

    /**
     * The hashes of the perfect subtrees that make up the tree of the first entries, the largest, leftmost first.
     *
     * @param size how many entries; 0 has none
     */
    List<byte[]> frontier(long size);
}
