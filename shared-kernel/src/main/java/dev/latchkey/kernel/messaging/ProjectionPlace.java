package dev.latchkey.kernel.messaging;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Where a projection's tables are: those that everybody reads, or those that a rebuild fills beside them.
 *
 * <p>Both have the same names; the search path of a transaction says which are meant.
 */
enum ProjectionPlace {
    /** The tables that are read. */
    LIVE {
        @Override
        String nameOf(String projection) {
            return projection;
        }

        @Override
        void enter(JdbcClient jdbc) {
            // The connection's own search path leads there.
        }
    },
    /** The tables that are to replace them. */
    NEXT {
        @Override
        String nameOf(String projection) {
            return projection + ".next";
        }

        @Override
        void enter(JdbcClient jdbc) {
            jdbc.sql("""
                            SELECT set_config('search_path',
                                quote_ident(current_schema() || '_rebuild') || ',' || quote_ident(current_schema()), true)
                            """).query(String.class).single();
        }
    };

    /** Under what its positions and parked records are kept. */
    abstract String nameOf(String projection);

    /** From now on, until the transaction ends, the tables' names mean those of this place. */
    abstract void enter(JdbcClient jdbc);
}
