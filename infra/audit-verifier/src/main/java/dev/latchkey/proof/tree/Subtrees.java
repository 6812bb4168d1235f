package dev.latchkey.proof.tree;

/** Where the hashes of complete subtrees come from. */
@FunctionalInterface
public interface Subtrees {

    /**
     * The root over the entries from {@code index * 2^level} on, {@code 2^level} of them.
     *
     * @param level 0 for the hash of an entry
     */
    byte[] hash(int level, long index);
}
