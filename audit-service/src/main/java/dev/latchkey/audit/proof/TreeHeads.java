package dev.latchkey.audit.proof;

import dev.latchkey.proof.head.TreeHead;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The heads that were signed, in their order. */
@Component
public class TreeHeads {

    private static final String COLUMNS =
            "id, tree_size, encode(root_hash, 'hex') AS root, first_retained, signed_at, head";

    private final JdbcClient jdbc;
    private final Origin origin;

    TreeHeads(JdbcClient jdbc, Origin origin) {
        this.jdbc = jdbc;
        this.origin = origin;
    }

    /**
     * A head as it is kept.
     *
     * @param id of its place in the order
     * @param jws the head and its signature
     */
    public record Signed(long id, TreeHead head, String jws) {}

    /** The head behind a place in the order. */
    public Optional<Signed> next(long id) {
        return after(id, 1).stream().findFirst();
    }

    /** How many are behind a place in the order. */
    public long countAfter(long id) {
        return jdbc.sql("SELECT count(*) FROM tree_head WHERE id > ?")
                .param(id)
                .query(Long.class)
                .single();
    }

    List<Signed> after(long id, int limit) {
        return select("WHERE id > :id ORDER BY id LIMIT :limit", id, limit);
    }

    Optional<Signed> latest() {
        return select("WHERE id > :id ORDER BY id DESC LIMIT :limit", 0, 1).stream()
                .findFirst();
    }

    void add(TreeHead head, String jws) {
        jdbc.sql("""
                        INSERT INTO tree_head (tree_size, root_hash, first_retained, signed_at, head)
                        VALUES (:size, :root, :firstRetained, :signedAt, :jws)
                        """)
                .param("size", head.treeSize())
                .param("root", HexFormat.of().parseHex(head.rootHash()))
                .param("firstRetained", head.firstRetained())
                .param("signedAt", head.timestamp().atOffset(ZoneOffset.UTC))
                .param("jws", jws)
                .update();
    }

    private List<Signed> select(String which, long id, int limit) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM tree_head " + which)
                .param("id", id)
                .param("limit", limit)
                .query((row, number) -> new Signed(
                        row.getLong("id"),
                        new TreeHead(
                                origin.name(),
                                row.getLong("tree_size"),
                                row.getString("root"),
                                row.getLong("first_retained"),
                                row.getObject("signed_at", OffsetDateTime.class).toInstant()),
                        row.getString("head")))
                .list();
    }
}
