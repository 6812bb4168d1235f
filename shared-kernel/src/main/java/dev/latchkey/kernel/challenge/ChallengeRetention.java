package dev.latchkey.kernel.challenge;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.DateTimeUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Deletes issued challenges that are older than the retention, from the oldest on, in bounded batches; never one that the
 * relay has not yet carried to Kafka.
 */
public final class ChallengeRetention {

    private static final Logger log = LoggerFactory.getLogger(ChallengeRetention.class);
    private static final int BATCH_SIZE = 1_000;
    private static final int MOST_BATCHES = 1_000;

    /**
     * The global index orders by age, so that looking at its lowest end finds the oldest without an index on time.
     */
    private static final String DELETE_BATCH = """
            WITH oldest AS (
                SELECT global_index FROM domain_event ORDER BY global_index LIMIT :batchSize
            )
            DELETE FROM domain_event AS event USING oldest, relay_position AS relayed
            WHERE event.global_index = oldest.global_index
              AND event.global_index <= relayed.last_index
              AND NOT event.global_index <@ relayed.gaps
              AND event.stream_type = 'challenge'
              AND event.recorded_at < :cutOff
            """;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Duration retention;

    ChallengeRetention(JdbcClient jdbc, Clock clock, Duration retention) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.retention = retention;
    }

    /** Deletes what is too old now; each batch is a transaction of its own. */
    @Scheduled(initialDelay = 5, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    public void sweep() {
        String cutOff = DateTimeUtils.formatInstant(clock.instant().minus(retention));
        long deleted = 0;
        for (int batch = 0; batch < MOST_BATCHES; batch++) {
            int rows = deleteBatch(cutOff);
            deleted += rows;
            if (rows < BATCH_SIZE) {
                break;
            }
        }
        log.debug("deleted {} issued challenges", deleted);
    }

    private int deleteBatch(String cutOff) {
        return jdbc.sql(DELETE_BATCH)
                .param("batchSize", BATCH_SIZE)
                .param("cutOff", cutOff)
                .update();
    }
}
