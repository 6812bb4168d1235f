package dev.latchkey.proof.verify;

import dev.latchkey.proof.head.TreeHead;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The heads whose signatures are good.
 *
 * @param bySize one for each size
 * @param chain what was anchored beside them
 * @param conflicts in words, which of them contradict each other
 */
record KnownHeads(NavigableMap<Long, TreeHead> bySize, LeafChain chain, List<Conflict> conflicts) {

    /** A head that cannot be of the same trail as those before it. */
    record Conflict(TreeHead head, String explanation) {}

    static KnownHeads none() {
        return new KnownHeads(new TreeMap<>(), new LeafChain(), new ArrayList<>());
    }

    boolean isInConflict(TreeHead head) {
        return conflicts.stream().anyMatch(conflict -> conflict.head().treeSize() == head.treeSize());
    }
}
