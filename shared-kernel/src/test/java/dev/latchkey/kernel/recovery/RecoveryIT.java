package dev.latchkey.kernel.recovery;

import static dev.latchkey.kernel.events.TestEvents.blocked;
import static dev.latchkey.kernel.events.TestEvents.byTurns;
import static dev.latchkey.kernel.events.TestEvents.newUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.latchkey.kernel.TestService;
import dev.latchkey.kernel.events.StreamType;
import dev.latchkey.kernel.messaging.OwnedStreams;
import dev.latchkey.kernel.messaging.ReceivedEvent;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.testing.Backends;
import dev.latchkey.testing.StoppableKafka;
import dev.latchkey.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;

/** A store that was set back to a backup gets back what Kafka was told since. */
class RecoveryIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String EVERYTHING = """
            SELECT string_agg(concat_ws(' ', global_index, event_id, stream_id, sequence_number, stream_type,
                recorded_at, event_name, event_revision, encode(payload, 'hex'), encode(metadata, 'hex')),
                chr(10) ORDER BY global_index) FROM domain_event
            """;
    private static final List<ReceivedEvent> BESIDE = new ArrayList<>();

    private StoppableKafka kafka;
    private TestDatabase database;
    private final UserId first = newUser();
    private final UserId second = newUser();

    @BeforeEach
    void start() {
        kafka = StoppableKafka.stopped();
        kafka.start();
        database = Backends.shared().newDatabase();
        BESIDE.clear();
    }

    @AfterEach
    void stop() {
        kafka.close();
    }

    @Test
    void putsBackEachFactAtItsPosition() throws SQLException {
        TestDatabase backup = backedUpBetween(1, 3);
        String before = everything(database);

        assertThat(recover(backup)).isZero();

        assertThat(everything(backup)).isEqualTo(before);
        assertThat(BESIDE).extracting(ReceivedEvent::sequence).containsExactly(1L, 0L, 2L, 1L);
    }

    @Test
    void mayBeRepeated() throws SQLException {
        TestDatabase backup = backedUpBetween(1, 3);
        recover(backup);
        String once = everything(backup);
        BESIDE.clear();

        assertThat(recover(backup)).isZero();

        assertThat(everything(backup)).isEqualTo(once);
        assertThat(BESIDE).isEmpty();
    }

    @Test
    void givesNoPositionTwice() throws SQLException {
        TestDatabase backup;
        try (TestService service = TestService.start(database, kafka.bootstrapServers())) {
            service.append(0, byTurns(first, 0));
            relayed(service);
        }
        backup = copyOf(database);
        long lastTold;
        try (TestService service = TestService.start(database, kafka.bootstrapServers())) {
            service.append(1, byTurns(first, 1));
            service.undo(() -> service.append(2, byTurns(first, 2)));
            service.append(2, byTurns(first, 2));
            relayed(service);
            lastTold = lastPosition(service);
        }

        recover(backup);

        try (TestService service = TestService.start(backup, kafka.bootstrapServers())) {
            service.append(3, byTurns(first, 3));
            assertThat(lastPosition(service)).isGreaterThan(lastTold);
        }
    }

    @Test
    void refusesAStoreThatHasGoneOn() throws SQLException {
        TestDatabase backup = backedUpBetween(1, 3);
        try (TestService service = TestService.withoutKafka(backup)) {
            service.append(0, blocked(newUser()));
        }
        String before = everything(backup);

        assertThat(recover(backup)).isEqualTo(1);

        assertThat(everything(backup)).isEqualTo(before);
        assertThat(BESIDE).isEmpty();
    }

    @Test
    void refusesWhileAnInstanceRuns() throws SQLException {
        TestDatabase backup = backedUpBetween(1, 3);
        String before = everything(backup);
        try (TestService service = TestService.start(backup, kafka.bootstrapServers())) {
            await().atMost(LIMIT).until(() -> isClaimed(service));

            assertThat(recover(backup)).isEqualTo(1);
        }
        assertThat(everything(backup)).isEqualTo(before);
    }

    @Test
    void refusesWithoutTopics() {
        try (TestService service = TestService.withoutKafka(database)) {
            service.append(0, blocked(first));
        }

        assertThat(recover(database)).isEqualTo(1);
    }

    /** The first stream has this many facts when the backup is made, and the second none; at the end each has as many as said. */
    private TestDatabase backedUpBetween(int before, int atTheEnd) throws SQLException {
        try (TestService service = TestService.start(database, kafka.bootstrapServers())) {
            for (int sequence = 0; sequence < before; sequence++) {
                service.append(sequence, byTurns(first, sequence));
            }
            relayed(service);
        }
        TestDatabase backup = copyOf(database);
        try (TestService service = TestService.start(database, kafka.bootstrapServers())) {
            for (int sequence = before; sequence < atTheEnd; sequence++) {
                service.append(sequence, byTurns(first, sequence));
                service.append(sequence - before, byTurns(second, sequence - before));
            }
            relayed(service);
        }
        return backup;
    }

    private static void relayed(TestService service) {
        await().atMost(LIMIT).until(() -> service.jdbc()
                .sql("SELECT last_index >= (SELECT max(global_index) FROM domain_event) FROM relay_position")
                .query(Boolean.class)
                .single());
    }

    private static boolean isClaimed(TestService service) {
        return service.jdbc()
                .sql("SELECT owner IS NOT NULL FROM relay_position")
                .query(Boolean.class)
                .single();
    }

    private static long lastPosition(TestService service) {
        return service.jdbc()
                .sql("SELECT max(global_index) FROM domain_event")
                .query(Long.class)
                .single();
    }

    /** PostgreSQL copies a database that nobody uses file by file. */
    private static TestDatabase copyOf(TestDatabase original) throws SQLException {
        TestDatabase copy = new TestDatabase(original.server(), original.name() + "_copy");
        try (Connection connection = original.server().connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE %s TEMPLATE %s".formatted(copy.name(), original.name()));
        }
        return copy;
    }

    private static String everything(TestDatabase database) throws SQLException {
        try (Connection connection = database.connectAs("token");
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(EVERYTHING)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }

    private int recover(TestDatabase restored) {
        Map<String, String> properties = new HashMap<>(restored.properties("token"));
        properties.put("latchkey.kafka.bootstrap-servers", kafka.bootstrapServers());
        properties.put("spring.flyway.locations", "classpath:db/eventstore,classpath:db/feed");
        properties.put("spring.main.banner-mode", "off");
        List<String> arguments = new ArrayList<>();
        properties.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return RecoverCommand.run(List.of(Parts.class), arguments.toArray(String[]::new));
    }

    /** What the test service owns. */
    static class Parts {

        @Bean
        OwnedStreams ownedStreams() {
            return new OwnedStreams(TestService.SOURCE, EnumSet.allOf(StreamType.class));
        }

        @Bean
        BesideFacts beside() {
            return BESIDE::add;
        }
    }
}
