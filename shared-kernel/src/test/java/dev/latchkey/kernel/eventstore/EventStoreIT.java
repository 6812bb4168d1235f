package dev.latchkey.kernel.eventstore;

import static dev.latchkey.kernel.events.TestEvents.blocked;
import static dev.latchkey.kernel.events.TestEvents.byTurns;
import static dev.latchkey.kernel.events.TestEvents.newUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.latchkey.kernel.TestService;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.testing.Backends;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The event store keeps what was committed, lets one append of a position through, and loads a stream in one look. */
class EventStoreIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static TestService service;

    private final UserId user = newUser();

    @BeforeAll
    static void start() {
        service = TestService.withoutKafka(Backends.shared().newDatabase());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void keepsNothingOfATransactionThatIsRolledBack() {
        service.undo(() -> {
            service.append(0, blocked(user));
            assertThat(load()).hasSize(1);
        });

        assertThat(load()).isEmpty();
        // Nor does the attempt stand in the way of the next one.
        service.append(0, blocked(user));
        assertThat(load()).containsExactly(blocked(user));
    }

    @Test
    void letsOneOfTwoThatAppendTheSamePositionThrough() throws Exception {
        CountDownLatch appended = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        try (ExecutorService writers = Executors.newFixedThreadPool(2)) {
            Future<?> first = writers.submit(() -> service.inTransaction(() -> {
                service.append(0, byTurns(user, 0));
                appended.countDown();
                await(mayCommit);
            }));
            await(appended);
            Future<Throwable> second = writers.submit(() -> catchThrowable(() -> service.append(0, byTurns(user, 1))));
            Awaitility.await().atMost(LIMIT).until(EventStoreIT::somebodyWaits);
            mayCommit.countDown();

            first.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertThat(second.get(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .isInstanceOf(AggregateStreamCreationException.class)
                    .matches(UniqueKeyViolations::isIn);
        }
        assertThat(load()).containsExactly(byTurns(user, 0));
    }

    @Test
    void takesNoOtherTroubleForAKeyThatIsTaken() {
        Throwable noNumber =
                catchThrowable(() -> service.jdbc().sql("SELECT 1/0").query().singleRow());
        Throwable noTable = catchThrowable(
                () -> service.jdbc().sql("SELECT * FROM nowhere").query().listOfRows());
        Throwable nothingGiven = catchThrowable(() -> service.inTransaction(() -> service.jdbc()
                .sql("INSERT INTO domain_event (event_id) VALUES ('incomplete')")
                .update()));

        assertThat(List.of(noNumber, noTable, nothingGiven)).noneMatch(UniqueKeyViolations::isIn);
        assertThat(UniqueKeyViolations.isIn(null)).isFalse();
    }

    @Test
    void loadsAStreamWithOneSelect() {
        service.append(0, byTurns(user, 0));
        service.append(1, byTurns(user, 1));

        service.inTransaction(() -> {
            long before = scans();
            assertThat(load()).hasSize(2);
            assertThat(scans() - before).isEqualTo(1);
        });
    }

    private List<Object> load() {
        return service.part(EventStore.class)
                .readEvents(user.toString())
                .asStream()
                .<Object>map(message -> message.getPayload())
                .toList();
    }

    /** How often this transaction has looked into the store, as PostgreSQL itself counts. */
    private static long scans() {
        return service.jdbc()
                .sql("SELECT coalesce(seq_scan, 0) + coalesce(idx_scan, 0) FROM pg_stat_xact_user_tables"
                        + " WHERE relid = 'domain_event'::regclass")
                .query(Long.class)
                .single();
    }

    private static boolean somebodyWaits() {
        return service.jdbc()
                .sql("SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted AND locktype = 'transactionid')")
                .query(Boolean.class)
                .single();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
