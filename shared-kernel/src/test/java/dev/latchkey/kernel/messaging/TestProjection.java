package dev.latchkey.kernel.messaging;

import dev.latchkey.kernel.events.StreamType;
import dev.latchkey.kernel.events.UserErased;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps the newest position of each person's stream and how often it was told of one, in a table of its name. In its first
 * version it cannot take in that a person was erased; in no version a position beyond {@value #BEYOND}.
 */
final class TestProjection implements Projection {

    /** The first position that its table refuses. */
    static final long BEYOND = 1_000;

    private final String name;
    private final JdbcClient jdbc;
    private final boolean knowsErasure;

    private TestProjection(String name, JdbcClient jdbc, boolean knowsErasure) {
        this.name = name;
        this.jdbc = jdbc;
        this.knowsErasure = knowsErasure;
    }

    static TestProjection firstVersion(String name, JdbcClient jdbc) {
        return new TestProjection(name, jdbc, false);
    }

    static TestProjection secondVersion(String name, JdbcClient jdbc) {
        return new TestProjection(name, jdbc, true);
    }

    /** Its table, for whoever makes it. */
    static String tableOf(String name) {
        return "CREATE TABLE " + name + " (stream varchar(64) PRIMARY KEY, sequence bigint CHECK (sequence < " + BEYOND
                + "), told int)";
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<StreamType> streams() {
        return Set.of(StreamType.USER);
    }

    @Override
    public Set<String> tables() {
        return Set.of(name);
    }

    @Override
    public void on(ReceivedEvent received) {
        jdbc.sql("INSERT INTO " + name
                        + " AS row (stream, sequence, told) VALUES (?, ?, 1) ON CONFLICT (stream) DO UPDATE"
                        + " SET sequence = greatest(row.sequence, excluded.sequence), told = row.told + 1")
                .params(received.streamId(), received.sequence())
                .update();
        if (!knowsErasure && received.event() instanceof UserErased) {
            throw new IllegalArgumentException("this version does not know what to do");
        }
    }
}
