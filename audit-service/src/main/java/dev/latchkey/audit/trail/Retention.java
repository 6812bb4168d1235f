package dev.latchkey.audit.trail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Drops the months whose time is over, the oldest first; what proofs need of them stays with who keeps proofs. */
@Component
class Retention {

    private static final Logger log = LoggerFactory.getLogger(Retention.class);

    private final TrailProperties properties;
    private final TrailHead head;
    private final Months months;
    private final TransactionTemplate transactions;
    private final JdbcClient jdbc;
    private final Clock clock;

    Retention(
            TrailProperties properties,
            TrailHead head,
            Months months,
            TransactionTemplate transactions,
            JdbcClient jdbc,
            Clock clock) {
        this.properties = properties;
        this.head = head;
        this.months = months;
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 2, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void sweep() {
        properties.limit().ifPresent(limit -> {
            try {
                expireBefore(firstKept(limit));
            } catch (DataAccessException busy) {
                log.warn("expired months are dropped later: {}", busy.getClass().getSimpleName());
            }
        });
    }

    private YearMonth firstKept(Duration limit) {
        return Months.of(clock.instant().minus(limit));
    }

    private void expireBefore(YearMonth firstKept) {
        for (YearMonth month : months.all()) {
            if (month.isBefore(firstKept)) {
                expire(month.plusMonths(1), Optional.of(month));
            }
        }
        expire(firstKept, Optional.empty());
    }

    /** One month a transaction: events of before are refused from the moment on in which their month goes. */
    private void expire(YearMonth firstKept, Optional<YearMonth> dropped) {
        transactions.executeWithoutResult(status -> {
            // Who asks the trail is not kept waiting behind one that waits for another's long question.
            jdbc.sql("SET LOCAL lock_timeout = '2s'").update();
            TrailHead.Standing standing = head.hold();
            long firstRetained = standing.firstRetained();
            if (dropped.isPresent()) {
                firstRetained = Math.max(firstRetained, months.lastPositionIn(dropped.get()) + 1);
                months.drop(dropped.get());
                log.info("dropped the expired entries of {}", dropped.get());
            }
            Instant before = Months.startOf(firstKept);
            head.expire(standing.expiredBefore().filter(before::isBefore).orElse(before), firstRetained);
        });
    }
}
