package dev.latchkey.audit.completeness;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks now and then whether something is missing, and raises the alarm: an error in the log, once for each gap on all
 * instances together, gauges, and a detail of the health, which stays up because a restart would not bring an event back.
 */
@Component("trailHealthIndicator")
class Watch implements HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(Watch.class);

    private final Gaps gaps;
    private final CompletenessProperties properties;
    private final TransactionTemplate transactions;
    private final JdbcClient jdbc;
    private final long startedAt = System.nanoTime();
    private volatile State state = new State(0, 0, 0);

    Watch(
            Gaps gaps,
            CompletenessProperties properties,
            TransactionTemplate transactions,
            JdbcClient jdbc,
            MeterRegistry meters) {
        this.gaps = gaps;
        this.properties = properties;
        this.transactions = transactions;
        this.jdbc = jdbc;
        register(meters, "latchkey.trail.gaps", "ranges of positions that are missing", State::gaps);
        register(meters, "latchkey.trail.streams.with.holes", "streams that miss an event", State::streamsWithHoles);
        register(
                meters,
                "latchkey.trail.positions.given.again",
                "events at positions that another one had",
                State::positionsGivenAgain);
    }

    private void register(MeterRegistry meters, String name, String text, ToDoubleFunction<State> value) {
        Gauge.builder(name, this, watch -> value.applyAsDouble(watch.state))
                .description(text)
                .register(meters);
    }

    @Scheduled(
            initialDelayString = "${latchkey.audit.completeness.interval:5s}",
            fixedDelayString = "${latchkey.audit.completeness.interval:5s}")
    void look() {
        try {
            transactions.executeWithoutResult(status -> gaps.compare());
            if (isAtWorkLongEnough()) {
                transactions.executeWithoutResult(status -> gaps.tellNew()
                        .forEach(missing -> log.error(
                                "events are missing since {}: {} to {} of {}",
                                missing.since(),
                                missing.from(),
                                missing.to(),
                                missing.of())));
                count();
            }
        } catch (DataAccessException | TransactionException away) {
            log.warn(
                    "nobody can say whether the trail is complete: {}",
                    away.getClass().getSimpleName());
        }
    }

    /** What was missing at the last end is old at a start, but may be on its way. */
    private boolean isAtWorkLongEnough() {
        return System.nanoTime() - startedAt >= properties.grace().toNanos();
    }

    private void count() {
        state = jdbc.sql("""
                        SELECT (SELECT count(*) FROM gap WHERE since <= now() - CAST(:grace AS interval)),
                            (SELECT count(*) FROM stream WHERE has_hole AND changed_at <= now() - CAST(:grace AS interval)),
                            (SELECT count(*) FROM position_given_again)
                        """)
                .param("grace", properties.grace().toString())
                .query((row, number) -> new State(row.getLong(1), row.getLong(2), row.getLong(3)))
                .single();
    }

    @Override
    public Health health() {
        State now = state;
        return Health.up()
                .withDetail("gaps", now.gaps())
                .withDetail("streamsWithHoles", now.streamsWithHoles())
                .withDetail("positionsGivenAgain", now.positionsGivenAgain())
                .build();
    }
}
