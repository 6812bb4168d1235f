package dev.latchkey.audit.proof.anchor;

import dev.latchkey.audit.proof.Tiles;
import dev.latchkey.audit.proof.TreeHeads;
import dev.latchkey.audit.proof.anchor.AnchorPositions.Position;
import dev.latchkey.proof.head.AnchorRecord;
import java.io.IOException;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Brings heads and leaves to a place outside, record by record and in their order; what is there is noted after it. */
@Component
class Anchoring {

    private final TreeHeads heads;
    private final Tiles tiles;
    private final AnchorPositions positions;
    private final TransactionTemplate transactions;

    Anchoring(TreeHeads heads, Tiles tiles, AnchorPositions positions, TransactionTemplate transactions) {
        this.heads = heads;
        this.tiles = tiles;
        this.positions = positions;
        this.transactions = transactions;
    }

    /**
     * Brings the next record there, if there is any and no other instance is at it.
     *
     * @return whether it did
     * @throws AnchoringFailedException when the place did not take it
     */
    boolean next(TreeHeadAnchor anchor) {
        return Boolean.TRUE.equals(transactions.execute(status -> {
            positions.ensure(anchor.name());
            Optional<Position> position = positions.hold(anchor.name());
            Optional<TreeHeads.Signed> head = position.map(Position::headId).flatMap(heads::next);
            head.ifPresent(next -> bring(anchor, next, position.orElseThrow().leaves()));
            return head.isPresent();
        }));
    }

    private void bring(TreeHeadAnchor anchor, TreeHeads.Signed head, long leaves) {
        long size = head.head().treeSize();
        long from = Math.min(leaves, size);
        long to = Math.min(size, from + AnchorRecord.MOST_LEAVES);
        keep(anchor, head.id(), new AnchorRecord(head.jws(), from, tiles.leaves(from, to)));
        positions.moveTo(anchor.name(), new Position(to == size ? head.id() : head.id() - 1, to));
    }

    private static void keep(TreeHeadAnchor anchor, long headId, AnchorRecord record) {
        try {
            anchor.keep(headId, record);
        } catch (IOException refused) {
            throw new AnchoringFailedException(refused);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AnchoringFailedException(stopped);
        }
    }

    /** How many heads are not there yet. */
    long behind(TreeHeadAnchor anchor) {
        return Optional.ofNullable(transactions.execute(status -> {
                    positions.ensure(anchor.name());
                    return positions
                            .hold(anchor.name())
                            .map(Position::headId)
                            .map(heads::countAfter)
                            .orElse(0L);
                }))
                .orElse(0L);
    }
}
