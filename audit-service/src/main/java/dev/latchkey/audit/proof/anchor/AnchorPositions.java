package dev.latchkey.audit.proof.anchor;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code tree_head_anchor}: how far each place has what there is. */
@Component
final class AnchorPositions {

    private final JdbcClient jdbc;

    AnchorPositions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Position(long headId, long leaves) {}

    /** Makes the row if there is none. */
    void ensure(String name) {
        jdbc.sql("INSERT INTO tree_head_anchor (name) VALUES (?) ON CONFLICT DO NOTHING")
                .param(name)
                .update();
    }

    /** Holds it until the caller's transaction ends; empty while another instance does. */
    Optional<Position> hold(String name) {
        return jdbc.sql("SELECT head_id, leaves FROM tree_head_anchor WHERE name = ? FOR UPDATE SKIP LOCKED")
                .param(name)
                .query((row, number) -> new Position(row.getLong("head_id"), row.getLong("leaves")))
                .optional();
    }

    void moveTo(String name, Position position) {
        jdbc.sql("UPDATE tree_head_anchor SET head_id = :headId, leaves = :leaves WHERE name = :name")
                .param("headId", position.headId())
                .param("leaves", position.leaves())
                .param("name", name)
                .update();
    }
}
