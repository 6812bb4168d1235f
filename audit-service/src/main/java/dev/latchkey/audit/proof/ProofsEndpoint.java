package dev.latchkey.audit.proof;

import dev.latchkey.audit.proof.ProofAnswers.Consistency;
import dev.latchkey.audit.proof.ProofAnswers.Inclusion;
import dev.latchkey.kernel.management.ManagementEndpoint;
import dev.latchkey.kernel.management.ManagementException;
import dev.latchkey.kernel.web.NoStore;
import dev.latchkey.proof.tree.MerkleTree;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Proves that an entry is in the tree, and that the tree only ever grew. */
@ManagementEndpoint
final class ProofsEndpoint {

    private final Tiles tiles;
    private final MerkleTree tree;
    private final JdbcClient jdbc;

    ProofsEndpoint(Tiles tiles, JdbcClient jdbc) {
        this.tiles = tiles;
        this.tree = new MerkleTree(tiles);
        this.jdbc = jdbc;
    }

    @GetMapping("/audit/v1/proofs/inclusion")
    ResponseEntity<Inclusion> inclusion(
            @RequestParam(name = "position", required = false) @Nullable String position,
            @RequestParam(name = "event_id", required = false) @Nullable String eventId,
            @RequestParam(name = "tree_size", required = false) @Nullable String treeSize) {
        long known = tiles.size();
        long size = size("tree_size", treeSize, known);
        long at = position(Parameters.number("position", position, Long.MAX_VALUE), eventId);
        if (at >= size) {
            throw Parameters.wrong("The position is not in a tree of %d entries.".formatted(size));
        }
        return answer(new Inclusion(
                at,
                size,
                ProofAnswers.hex(tiles.hash(0, at)),
                ProofAnswers.hex(tree.root(size)),
                ProofAnswers.hex(tree.inclusion(at, size))));
    }

    @GetMapping("/audit/v1/proofs/consistency")
    ResponseEntity<Consistency> consistency(
            @RequestParam(name = "first", required = false) @Nullable String first,
            @RequestParam(name = "second", required = false) @Nullable String second) {
        long known = tiles.size();
        long from = Parameters.number("first", first, Long.MAX_VALUE)
                .orElseThrow(() -> Parameters.wrong("'first' is needed."));
        long to = size("second", second, known);
        if (from > to) {
            throw Parameters.wrong("'first' must not be larger than 'second' (%d).".formatted(to));
        }
        return answer(new Consistency(
                from,
                to,
                ProofAnswers.hex(tree.root(from)),
                ProofAnswers.hex(tree.root(to)),
                ProofAnswers.hex(tree.consistency(from, to))));
    }

    /** The whole tree unless another size is asked for. */
    private static long size(String name, @Nullable String value, long known) {
        long size = Parameters.number(name, value, Long.MAX_VALUE).orElse(known);
        if (size > known) {
            throw Parameters.wrong("The tree has %d entries.".formatted(known));
        }
        return size;
    }

    private long position(OptionalLong position, @Nullable String eventId) {
        if (position.isPresent() == (eventId != null)) {
            throw Parameters.wrong("Either 'position' or 'event_id' is needed.");
        }
        return position.isPresent() ? position.getAsLong() : positionOf(String.valueOf(eventId));
    }

    private long positionOf(String eventId) {
        if (eventId.indexOf('\0') >= 0) {
            throw Parameters.wrong("'event_id' is no id of an event.");
        }
        List<Long> positions = jdbc.sql("SELECT position FROM entry WHERE event_id = ? ORDER BY position LIMIT 2")
                .param(eventId)
                .query(Long.class)
                .list();
        return switch (positions.size()) {
            case 0 -> throw ManagementException.notFound("There is no such entry.", "inexistent_event");
            case 1 -> positions.getFirst();
            default -> throw Parameters.wrong("Several producers gave an event this id: ask by 'position'.");
        };
    }

    private static <T> ResponseEntity<T> answer(T body) {
        return ResponseEntity.ok().headers(NoStore::addTo).body(body);
    }
}
