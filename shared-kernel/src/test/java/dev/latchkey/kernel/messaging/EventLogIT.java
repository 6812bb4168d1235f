package dev.latchkey.kernel.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.kernel.TestService;
import dev.latchkey.kernel.eventstore.EventLog;
import dev.latchkey.kernel.eventstore.InstanceId;
import dev.latchkey.kernel.eventstore.LogPage;
import dev.latchkey.kernel.eventstore.LogPosition;
import dev.latchkey.kernel.eventstore.StoredEvent;
import dev.latchkey.testing.Backends;
import dev.latchkey.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The log is read while writers hold their transactions open, commit in another order, or give up. */
class EventLogIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private TestDatabase database;
    private TestService service;
    private RelayPosition positions;
    private EventLog.Reader reader;
    private LogPosition position;

    /** What readers were told will stay empty. */
    private final List<String> closed = new ArrayList<>();

    @BeforeEach
    void startAtTheBeginning() {
        database = Backends.shared().newDatabase();
        service = TestService.withoutKafka(database);
        positions = new RelayPosition(
                service.jdbc(),
                new TransactionTemplate(service.part(PlatformTransactionManager.class)),
                service.part(InstanceId.class),
                LIMIT);
        position = positions.claim().orElseThrow();
        reader = service.part(EventLog.class).reader();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void showsAFactThatCommitsAfterLaterOnes() throws Exception {
        try (Writer late = new Writer();
                Writer early = new Writer()) {
            late.append("late");
            early.append("early");
            early.commit();
            assertThat(read()).containsExactly("early");
            assertThat(read()).isEmpty();
            assertThat(read()).isEmpty();

            late.commit();

            assertThat(read()).containsExactly("late");
            assertThat(position).isEqualTo(new LogPosition(2, "{}"));
            assertThat(closed).isEmpty();
        }
    }

    @Test
    void keepsAGapOpenForAWriterThatWaitsInTheMiddleOfItsInsert() throws Exception {
        try (Writer first = new Writer();
                Writer second = new Writer();
                Writer third = new Writer()) {
            first.append("contended");
            CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> second.appendUnchecked("contended"));
            awaitOneWaitingForALock();
            third.append("third");
            third.commit();
            assertThat(read()).containsExactly("third");
            assertThat(read()).isEmpty();

            first.rollback();
            waiting.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertThat(read()).isEmpty();
            second.commit();

            assertThat(read()).containsExactly("contended");
        }
    }

    @Test
    void closesAGapWhoseWriterGaveUp() throws Exception {
        try (Writer gone = new Writer();
                Writer other = new Writer()) {
            gone.append("gone");
            other.append("other");
            other.commit();
            gone.rollback();

            assertThat(read()).containsExactly("other");
            assertThat(read()).isEmpty();
            assertThat(position).isEqualTo(new LogPosition(2, "{}"));
            assertThat(closed).containsExactly("{[1,2)}");
        }
    }

    @Test
    void closesAGapAlthoughThereIsAlwaysSomebodyWriting() throws Exception {
        try (Writer even = new Writer();
                Writer odd = new Writer()) {
            odd.append("gone");
            even.append("even");
            odd.rollback();
            for (int turn = 0; turn < 4; turn++) {
                Writer ending = turn % 2 == 0 ? even : odd;
                Writer beginning = turn % 2 == 0 ? odd : even;
                beginning.append("turn " + turn);
                ending.commit();
                read();
            }
            // What was open when the gap was seen has ended since; only younger writers are left.
            assertThat(position).isEqualTo(new LogPosition(5, "{}"));
        }
    }

    @Test
    void goesOnFromAKeptPositionWithAnOpenGap() throws Exception {
        try (Writer late = new Writer();
                Writer early = new Writer()) {
            late.append("late");
            early.append("early");
            early.commit();
            read();

            reader = service.part(EventLog.class).reader();
            position = positions.claim().orElseThrow();
            assertThat(position).isEqualTo(new LogPosition(2, "{[1,2)}"));
            assertThat(read()).isEmpty();
            late.commit();

            assertThat(read()).containsExactly("late");
        }
    }

    @Test
    void readsALongBacklogPageByPageInOrder() throws Exception {
        List<String> expected = new ArrayList<>();
        try (Writer writer = new Writer();
                Writer gone = new Writer();
                Writer late = new Writer()) {
            late.append("late");
            for (int number = 0; number < 1_300; number++) {
                if (number % 100 == 0) {
                    gone.append("gone " + number);
                }
                writer.append("fact " + number);
                expected.add("fact " + number);
            }
            writer.commit();
            gone.rollback();

            List<String> all = new ArrayList<>();
            for (int pages = 0; pages < 5; pages++) {
                all.addAll(read());
            }
            late.commit();

            assertThat(all).isEqualTo(expected);
            assertThat(read()).containsExactly("late");
        }
    }

    @Test
    void mindsNoJumpOfTheIndexes() throws Exception {
        try (Writer writer = new Writer();
                Writer late = new Writer()) {
            late.append("late");
            try (Statement statement = late.connection.createStatement()) {
                statement.execute(
                        "SELECT setval(pg_get_serial_sequence('domain_event', 'global_index'), 1000000000000)");
            }
            writer.append("beyond");
            writer.commit();
            assertThat(read()).containsExactly("beyond");

            late.commit();

            assertThat(read()).containsExactly("late");
            assertThat(read()).isEmpty();
            assertThat(position).isEqualTo(new LogPosition(1_000_000_000_001L, "{}"));
        }
    }

    /** The streams of the next page, and moves on behind it. */
    private List<String> read() {
        LogPage page = reader.after(position);
        if (page.closesGaps()) {
            closed.add(page.closedGaps());
        }
        if (!page.isEmpty()) {
            position = positions.advance(position, page);
        }
        return page.events().stream().map(StoredEvent::streamId).toList();
    }

    private void awaitOneWaitingForALock() {
        Awaitility.await().atMost(LIMIT).until(() -> service.jdbc()
                .sql("SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted AND locktype = 'transactionid')")
                .query(Boolean.class)
                .single());
    }

    /** A writer with a transaction of its own. */
    private final class Writer implements AutoCloseable {

        private final Connection connection;

        Writer() throws SQLException {
            connection = database.connectAs("token");
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET transaction_timeout = 0; SET idle_in_transaction_session_timeout = 0");
            }
            connection.setAutoCommit(false);
        }

        void append(String stream) throws SQLException {
            try (PreparedStatement insert = connection.prepareStatement("""
                    INSERT INTO domain_event (event_id, stream_id, sequence_number, stream_type, recorded_at, event_name,
                        event_revision, payload, metadata)
                    VALUES (gen_random_uuid(), ?, 0, 'user', '2001-01-01T00:00:00Z', 'user-blocked', '1', '{}', '{}')
                    """)) {
                insert.setString(1, stream);
                insert.executeUpdate();
            }
        }

        void appendUnchecked(String stream) {
            try {
                append(stream);
            } catch (SQLException problem) {
                throw new IllegalStateException(problem);
            }
        }

        void commit() throws SQLException {
            connection.commit();
        }

        void rollback() throws SQLException {
            connection.rollback();
        }

        @Override
        public void close() throws SQLException {
            connection.rollback();
            connection.close();
        }
    }
}
