package dev.latchkey.embedded;

import java.nio.file.Path;
import java.util.List;

/** What an embedded PostgreSQL needs to know: where its data and log are, its port, its superuser's password, how durable it is. */
public record PostgresSettings(Path data, int port, String password, Durability durability, BoundedLog log) {

    static final String SUPERUSER = "postgres";

    /** Whether a commit survives a loss of power. */
    public enum Durability {
        KEPT,
        /** For tests: a crash of the machine may lose everything, and nobody minds. */
        THROWAWAY;

        List<String> options() {
            return switch (this) {
                case KEPT -> List.of();
                case THROWAWAY ->
                    List.of("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=300");
            };
        }
    }

    /** Data that outlives the run. */
    public static PostgresSettings kept(Path data, int port, String password, BoundedLog log) {
        return new PostgresSettings(data, port, password, Durability.KEPT, log);
    }

    /** A fast server for tests on any free port. */
    public static PostgresSettings throwaway(Path folder) {
        return new PostgresSettings(
                folder.resolve("data"),
                FreePorts.any(),
                "postgres",
                Durability.THROWAWAY,
                new BoundedLog(folder.resolve("postgres.log")));
    }
}
