package dev.latchkey.audit.proof.anchor;

import dev.latchkey.proof.head.AnchorRecord;
import dev.latchkey.proof.tree.TreeHash;

/** Records whose heads nobody signed. */
final class TestRecords {

    private TestRecords() {}

    static AnchorRecord from(long position) {
        return new AnchorRecord("head", position, TreeHash.empty());
    }
}
