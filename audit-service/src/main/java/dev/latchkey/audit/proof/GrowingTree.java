package dev.latchkey.audit.proof;

import dev.latchkey.audit.trail.AppendedEntries;
import dev.latchkey.audit.trail.Frontier;
import dev.latchkey.proof.tree.MerkleTree;
import dev.latchkey.proof.tree.TreeHash;
import java.util.List;
import org.springframework.stereotype.Component;

/** Lets the tree grow with the trail, in one transaction, and tells exports where it stands. */
@Component
final class GrowingTree implements AppendedEntries, Frontier {

    private final Tiles tiles;
    private final MerkleTree tree;

    GrowingTree(Tiles tiles) {
        this.tiles = tiles;
        this.tree = new MerkleTree(tiles);
    }

    @Override
    public void appended(long firstPosition, List<byte[]> lines) {
        tiles.append(firstPosition, lines.stream().map(TreeHash::leaf).toList());
    }

    @Override
    public List<byte[]> frontier(long size) {
        return tree.frontier(size);
    }
}
