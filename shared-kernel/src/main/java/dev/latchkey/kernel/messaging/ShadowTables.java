package dev.latchkey.kernel.messaging;

import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Empty copies of tables, with the same names in the schema {@code <schema>_rebuild}: columns, constraints and indexes are
 * those of the originals, also by name, so that later migrations find them after the copies took the originals' place.
 */
final class ShadowTables {

    private static final String CONSTRAINTS = """
            SELECT 'ADD CONSTRAINT ' || quote_ident(conname) || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
            WHERE conrelid = CAST(? AS regclass) AND contype = ANY (CAST(? AS "char"[])) ORDER BY conname
            """;
    private static final String INDEXES = """
            SELECT pg_get_indexdef(indexrelid) FROM pg_index
            WHERE indrelid = CAST(? AS regclass)
              AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND conrelid = indrelid)
            ORDER BY indexrelid
            """;

    private final JdbcClient jdbc;

    ShadowTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Makes empty copies, in the caller's transaction; copies that are there already are dropped.
     *
     * @throws IllegalStateException when the schema for them is missing
     */
    void create(Set<String> tables) {
        String schema = schema();
        String shadow = shadowOf(schema);
        requireSchema(shadow);
        drop(tables);
        tables.forEach(table -> run("CREATE TABLE %s.%s (LIKE %s.%s INCLUDING ALL EXCLUDING INDEXES)"
                .formatted(shadow, table, schema, table)));
        tables.forEach(table -> constrain(table, "{p,u}", shadow));
        tables.forEach(table -> index(table, schema, shadow));
        // What they refer to are the other copies: these come first in the search path.
        List<List<String>> references = tables.stream()
                .map(table -> constraints(table, "{f}").stream()
                        .map(reference -> "ALTER TABLE %s.%s %s".formatted(shadow, table, reference))
                        .toList())
                .toList();
        ProjectionPlace.NEXT.enter(jdbc);
        references.stream().flatMap(List::stream).forEach(this::run);
        run("SET LOCAL search_path = " + schema);
    }

    /** Drops the copies, in the caller's transaction. */
    void drop(Set<String> tables) {
        String shadow = shadowOf(schema());
        tables.forEach(table -> run("DROP TABLE IF EXISTS %s.%s CASCADE".formatted(shadow, table)));
    }

    /** Puts the copies in the place of the originals, which are dropped, in the caller's transaction. */
    void takeOver(Set<String> tables) {
        String schema = schema();
        String shadow = shadowOf(schema);
        run("DROP TABLE "
                + String.join(
                        ", ", tables.stream().map(table -> schema + "." + table).toList()));
        tables.forEach(table -> run("ALTER TABLE %s.%s SET SCHEMA %s".formatted(shadow, table, schema)));
    }

    private void constrain(String table, String kinds, String shadow) {
        constraints(table, kinds)
                .forEach(constraint -> run("ALTER TABLE %s.%s %s".formatted(shadow, table, constraint)));
    }

    private List<String> constraints(String table, String kinds) {
        return jdbc.sql(CONSTRAINTS).params(table, kinds).query(String.class).list();
    }

    private void index(String table, String schema, String shadow) {
        jdbc.sql(INDEXES)
                .param(table)
                .query(String.class)
                .list()
                .forEach(index ->
                        run(index.replace(" ON " + schema + "." + table + " ", " ON " + shadow + "." + table + " ")));
    }

    private void requireSchema(String shadow) {
        boolean exists = jdbc.sql("SELECT count(*) FROM pg_namespace WHERE nspname = ?")
                        .param(shadow)
                        .query(Long.class)
                        .single()
                == 1;
        if (!exists) {
            throw new IllegalStateException("schema " + shadow + " is missing: run infra/postgres/bootstrap.sql again");
        }
    }

    private String schema() {
        return jdbc.sql("SELECT quote_ident(current_schema())")
                .query(String.class)
                .single();
    }

    private static String shadowOf(String schema) {
        return schema + "_rebuild";
    }

    private void run(String statement) {
        jdbc.sql(statement).update();
    }
}
