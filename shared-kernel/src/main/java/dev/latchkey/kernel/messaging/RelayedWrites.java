package dev.latchkey.kernel.messaging;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lets a writer answer once the relay has carried to Kafka what it stored, so that who reads next finds it: an operator's
 * script asks for what it has just changed.
 *
 * <p>It is a courtesy, not a promise: Kafka being away must not keep anybody from writing, so the wait has a limit and is
 * left out while the relay knows that Kafka does not answer.
 */
public final class RelayedWrites {

    private static final Logger log = LoggerFactory.getLogger(RelayedWrites.class);
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    private static final String IS_RELAYED = """
            SELECT last_index >= :last AND NOT EXISTS (
                SELECT 1 FROM unnest(gaps) AS gap
                JOIN domain_event AS event
                    ON event.global_index >= lower(gap) AND event.global_index < upper(gap)
                WHERE event.global_index <= :last)
            FROM relay_position
            """;

    private final JdbcClient jdbc;
    private final Relay relay;

    RelayedWrites(JdbcClient jdbc, Relay relay) {
        this.jdbc = jdbc;
        this.relay = relay;
    }

    /** Waits until everything that this service has stored by now is on Kafka, or a moment is over. */
    public void await() {
        try {
            long last = lastStored();
            long end = System.nanoTime() + LIMIT.toNanos();
            while (relay.state() != RelayState.RETRYING && !isRelayed(last) && System.nanoTime() < end) {
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
        } catch (DataAccessException storeAway) {
            // What was to be written is written: that is what the answer says.
            log.warn(
                    "it is not known how far the relay is: {}",
                    storeAway.getClass().getName());
        }
    }

    private long lastStored() {
        return jdbc.sql("SELECT coalesce(max(global_index), 0) FROM domain_event")
                .query(Long.class)
                .single();
    }

    private boolean isRelayed(long last) {
        return jdbc.sql(IS_RELAYED).param("last", last).query(Boolean.class).single();
    }
}
