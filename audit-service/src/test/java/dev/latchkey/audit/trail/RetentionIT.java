package dev.latchkey.audit.trail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.audit.ServiceTest;
import dev.latchkey.audit.TestEvent;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** Entries whose time is over. */
@ServiceTest
@TestPropertySource(properties = "latchkey.audit.retention=30d")
class RetentionIT {

    @Autowired
    private TrailSink sink;

    @Autowired
    private Trail trail;

    @Autowired
    private Retention retention;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private JdbcClient jdbc;

    private final String source = TestEvent.newSource();

    @Test
    void dropsWholeMonthsAndKeepsWhatIsDeliveredAgainOut() {
        TestEvent old = event(1, "2001-01-31T23:00:00Z");
        TestEvent fresh = event(2, "2090-01-01T00:00:00Z");
        TestEvent alsoOld = event(3, "2001-02-01T00:00:00Z");
        TestEvent withoutTime = event(4, "yesterday");
        TestEvent last = event(5, "2090-02-01T00:00:00Z");
        take(old, fresh, alsoOld, withoutTime, last);
        long third = entries().get(2).position();

        retention.sweep();
        retention.sweep();
        take(old, fresh, alsoOld, withoutTime, last);
        take(event(6, "2001-03-01T00:00:00Z"));

        assertThat(entries()).extracting(Entry::id).containsExactly(fresh.id(), withoutTime.id(), last.id());
        assertThat(trail.firstRetained()).isGreaterThanOrEqualTo(third + 1);
        assertThat(trail.at(third)).isEmpty();
        assertThat(jdbc.sql(
                                "SELECT to_regclass('entry_2001_01') IS NULL AND to_regclass('entry_2001_02') IS NULL"
                                        + " AND to_regclass('entry_2001_03') IS NULL AND to_regclass('entry_2090_01') IS NOT NULL")
                        .query(Boolean.class)
                        .single())
                .isTrue();
        take(event(7, "2090-01-01T00:00:00Z"));
        assertThat(entries()).hasSize(4);
    }

    private TestEvent event(long position, String time) {
        return TestEvent.of(source, position, "{}").with("ce_time", time);
    }

    private void take(TestEvent... events) {
        transactions.executeWithoutResult(status ->
                sink.take(Arrays.stream(events).map(TestEvent::incoming).toList()));
    }

    private List<Entry> entries() {
        return trail.after(-1, 100_000).stream()
                .filter(entry -> entry.source().equals(source))
                .toList();
    }
}
