package dev.latchkey.kernel.messaging;

import static dev.latchkey.kernel.events.TestEvents.blocked;
import static dev.latchkey.kernel.events.TestEvents.byTurns;
import static dev.latchkey.kernel.events.TestEvents.newUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.latchkey.kernel.TestService;
import dev.latchkey.kernel.events.UserErased;
import dev.latchkey.kernel.messaging.Projections.Status;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.testing.Backends;
import dev.latchkey.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What is on Kafka gets into projections: once, all of it, and again from the start when an operator says so. */
class FeedIT {

    private static final Duration LIMIT = TopicReader.LIMIT;
    private static final String KAFKA = Backends.shared().kafkaBootstrapServers();
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private TestDatabase database;
    private String name;

    /** The topics are shared by all tests, so each has a projection and people of its own. */
    @BeforeEach
    void makeTable() throws SQLException {
        database = Backends.shared().newDatabase();
        name = "projection_" + NUMBER.incrementAndGet();
        // Flyway makes the kernel's tables first: it wants an empty schema.
        TestService.withoutKafka(database).close();
        change(TestProjection.tableOf(name));
    }

    @Test
    void startsAtTheBeginningHoweverLateAProjectionIsAdded() {
        UserId user = newUser();
        try (TestService service = TestService.start(database, KAFKA)) {
            service.append(0, byTurns(user, 0));
            service.append(1, byTurns(user, 1));
        }
        try (TestService service = start()) {
            awaitRow(service, user, 1, 2);
        }
    }

    @Test
    void tellsAProjectionNothingTwiceAcrossRestarts() {
        UserId user = newUser();
        try (TestService service = start()) {
            service.append(0, byTurns(user, 0));
            awaitRow(service, user, 0, 1);
        }
        try (TestService service = start()) {
            service.append(1, byTurns(user, 1));
            awaitRow(service, user, 1, 2);
        }
    }

    /** As when two instances hold one partition for a moment, or one commits and dies before Kafka knows. */
    @Test
    void takesARecordInOnceThatIsDeliveredTwice() {
        UserId user = newUser();
        TopicPartition partition = new TopicPartition("latchkey.user", 99);
        try (TestService service = TestService.start(database, KAFKA);
                TopicWriter topic = new TopicWriter(KAFKA)) {
            ProjectionWriter writer = writerOf(service);
            List<ConsumerRecord<byte[], byte[]>> records = Stream.of(0, 1, 2)
                    .map(number -> delivered(topic.recordOf(number, byTurns(user, number)), partition, number))
                    .toList();

            assertThat(writer.apply(0, partition, records.subList(0, 2))).isTrue();
            assertThat(writer.apply(0, partition, records.subList(0, 2))).isTrue();
            assertThat(writer.apply(0, partition, records.subList(1, 3))).isTrue();
            assertThat(writer.apply(0, partition, records.subList(0, 1))).isTrue();

            awaitRow(service, user, 2, 3);
            assertThat(new FeedPositions(service.jdbc(), transactions(service)).next(name, partition))
                    .hasValue(3);
        }
    }

    @Test
    void parksPoisonWithoutItsEffectAndGoesOnWithOtherStreams() throws Exception {
        UserId user = newUser();
        try (TestService service = start();
                TopicWriter topic = new TopicWriter(KAFKA)) {
            service.append(0, blocked(user));
            awaitRow(service, user, 0, 1);
            long parkedBefore = parkedWhenCaughtUp(service);
            List<ProducerRecord<byte[], byte[]>> poison = List.of(
                    topic.recordOf(1, new UserErased(newUser(), Instant.EPOCH)),
                    topic.recordOf(TestProjection.BEYOND, blocked(newUser())),
                    TopicWriter.withValue(someRecord(topic), "{\"userId\":"),
                    TopicWriter.withValue(someRecord(topic), "null"),
                    TopicWriter.withValue(someRecord(topic), "{}"),
                    TopicWriter.withValue(someRecord(topic), null),
                    TopicWriter.withValue(someRecord(topic), "{\"userId\":\"" + user + "\"}"),
                    TopicWriter.withHeader(someRecord(topic), "ce_type", "dev.latchkey.user-promoted"),
                    TopicWriter.withHeader(someRecord(topic), "ce_type", "com.example.user-unblocked"),
                    TopicWriter.withHeader(someRecord(topic), "ce_revision", "2147483647"),
                    TopicWriter.withHeader(someRecord(topic), "ce_revision", "4294967297"),
                    TopicWriter.withHeader(someRecord(topic), "ce_revision", null),
                    TopicWriter.withHeader(someRecord(topic), "ce_sequence", "many"));
            for (ProducerRecord<byte[], byte[]> each : poison) {
                topic.write(each);
            }
            topic.write(topic.recordOf(1, byTurns(user, 1)));

            awaitRow(service, user, 1, 2);
            assertThat(parkedWhenCaughtUp(service) - parkedBefore).isEqualTo(poison.size());
            assertThat(reasonsOf(service))
                    .contains("IllegalArgumentException", "DataIntegrityViolationException: SQL state 23514")
                    .noneMatch(reason -> reason.contains(user.toString()));
        }
    }

    @Test
    void letsNothingOvertakeAParkedRecordOfItsStream() throws Exception {
        UserId user = newUser();
        try (TestService service = start();
                TopicWriter topic = new TopicWriter(KAFKA)) {
            service.append(0, blocked(user));
            awaitRow(service, user, 0, 1);
            long parkedBefore = parkedWhenCaughtUp(service);
            topic.write(topic.recordOf(1, new UserErased(user, Instant.EPOCH)));
            topic.write(topic.recordOf(2, byTurns(user, 2)));
            await().atMost(LIMIT).until(() -> status(service).parked() == parkedBefore + 2);

            SimpleMeterRegistry metrics = new SimpleMeterRegistry();
            service.part(ProjectionMetrics.class).bindTo(metrics);
            assertThat(metrics.get("latchkey.projection.parked")
                            .tag("projection", name)
                            .gauge()
                            .value())
                    .isEqualTo(parkedBefore + 2);
            assertThat(service.part(Projections.class).retry(name)).hasValue(0);
            awaitRow(service, user, 0, 1);
            assertThat(parkedOf(service, user))
                    .extracting(ParkedRecord::reason, ParkedRecord::attempts)
                    .containsExactly(
                            tuple("IllegalArgumentException", 2), tuple("behind a parked record of its stream", 1));
        }
    }

    @Test
    void takesInByCommandWhatWasParkedOnceAVersionCanReadIt() throws Exception {
        UserId user = newUser();
        try (TestService service = start();
                TopicWriter topic = new TopicWriter(KAFKA)) {
            service.append(0, blocked(user));
            awaitRow(service, user, 0, 1);
            long parkedBefore = parkedWhenCaughtUp(service);
            topic.write(topic.recordOf(1, new UserErased(user, Instant.EPOCH)));
            topic.write(topic.recordOf(2, byTurns(user, 2)));
            await().atMost(LIMIT).until(() -> status(service).parked() == parkedBefore + 2);
        }
        try (TestService service =
                TestService.start(database, KAFKA, jdbc -> TestProjection.secondVersion(name, jdbc))) {
            assertThat(service.part(ProjectionsEndpoint.class)
                            .change(name, "retry", null)
                            .getStatus())
                    .isEqualTo(200);

            awaitRow(service, user, 2, 3);
            assertThat(parkedOf(service, user)).isEmpty();
        }
    }

    @Test
    void givesAParkedRecordUpByCommandSoThatItsStreamGoesOn() throws Exception {
        UserId user = newUser();
        try (TestService service = start();
                TopicWriter topic = new TopicWriter(KAFKA)) {
            service.append(0, blocked(user));
            awaitRow(service, user, 0, 1);
            topic.write(topic.recordOf(1, new UserErased(user, Instant.EPOCH)));
            topic.write(topic.recordOf(2, byTurns(user, 2)));
            await().atMost(LIMIT).until(() -> parkedOf(service, user).size() == 2);
            ProjectionsEndpoint endpoint = service.part(ProjectionsEndpoint.class);
            String poison = parkedOf(service, user).getFirst().place();

            assertThat(endpoint.change(name, "discard", "latchkey.user-0@99999").getStatus())
                    .isEqualTo(404);
            assertThat(endpoint.change(name, "discard", poison).getStatus()).isEqualTo(200);
            assertThat(endpoint.change(name, "retry", null).getStatus()).isEqualTo(200);

            awaitRow(service, user, 2, 2);
            assertThat(parkedOf(service, user)).isEmpty();
        }
    }

    private ProducerRecord<byte[], byte[]> someRecord(TopicWriter topic) {
        return topic.recordOf(1, blocked(newUser()));
    }

    private List<ParkedRecord> parkedOf(TestService service, UserId user) {
        return service.part(Projections.class).parked(name).stream()
                .filter(parked -> parked.streamId().equals(user.toString()))
                .toList();
    }

    @Test
    void waitsForATableThatIsAwayInsteadOfParking() throws Exception {
        UserId user = newUser();
        try (TestService service = start()) {
            service.append(0, byTurns(user, 0));
            awaitRow(service, user, 0, 1);
            long parkedBefore = parkedWhenCaughtUp(service);
            change("ALTER TABLE " + name + " RENAME TO away");
            service.append(1, byTurns(user, 1));
            await().atMost(LIMIT).until(() -> status(service).lag() == -1);

            change("ALTER TABLE away RENAME TO " + name);

            awaitRow(service, user, 1, 2);
            assertThat(parkedWhenCaughtUp(service)).isEqualTo(parkedBefore);
        }
    }

    @Test
    void triesAgainWhatPostgresqlInterrupted() throws Exception {
        UserId user = newUser();
        try (TestService service = start();
                Connection other = database.connectAs("token");
                Statement statement = other.createStatement()) {
            service.append(0, byTurns(user, 0));
            awaitRow(service, user, 0, 1);
            long parkedBefore = parkedWhenCaughtUp(service);
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE " + name + " IN SHARE MODE");
            service.append(1, byTurns(user, 1));

            awaitInterruptions();
            other.rollback();

            awaitRow(service, user, 1, 2);
            assertThat(parkedWhenCaughtUp(service)).isEqualTo(parkedBefore);
        }
    }

    @Test
    void fillsAgainFromTheStartWhileEventsKeepComing() throws Exception {
        List<UserId> users = Stream.generate(() -> newUser()).limit(20).toList();
        try (TestService first = start();
                TestService second = start()) {
            users.forEach(user -> first.append(0, byTurns(user, 0)));
            users.forEach(user -> awaitRow(first, user, 0, 1));
            change("UPDATE " + name + " SET told = 99");

            users.subList(0, 10).forEach(user -> first.append(1, byTurns(user, 1)));
            Status rebuilt = second.part(Projections.class).rebuild(name).orElseThrow();
            users.subList(10, 20).forEach(user -> first.append(1, byTurns(user, 1)));

            assertThat(rebuilt.rebuilding()).isNotNull();
            await().atMost(LIMIT).pollInterval(Duration.ofMillis(20)).until(() -> {
                assertThat(rowsIn(first)).isGreaterThanOrEqualTo(users.size());
                return status(first).generation() == 1;
            });
            assertThat(rowsIn(first)).isGreaterThanOrEqualTo(users.size());
            users.forEach(user -> awaitRow(first, user, 1, 2));
            await().atMost(LIMIT)
                    .until(() -> status(first).lag() == 0 && status(second).lag() == 0);
            assertThat(status(first).generation()).isEqualTo(1);
            assertThat(status(first).rebuilding()).isNull();
        }
    }

    /** The old table answers as before for as long as the new one has not caught up, and is never empty. */
    @Test
    void servesTheOldTableUntilTheNewOneHasCaughtUp() throws Exception {
        UserId user = newUser();
        try (TestService service = start();
                Connection other = database.connectAs("token");
                Statement statement = other.createStatement()) {
            service.append(0, byTurns(user, 0));
            awaitRow(service, user, 0, 1);
            change("UPDATE " + name + " SET told = 99");
            other.setAutoCommit(false);
            service.part(Projections.class).rebuild(name);
            statement.execute("LOCK TABLE token_rebuild." + name + " IN EXCLUSIVE MODE");

            service.append(1, byTurns(user, 1));

            awaitRow(service, user, 1, 100);
            assertThat(status(service).rebuilding()).isNotNull();
            other.rollback();
            awaitRow(service, user, 1, 2);
        }
    }

    @Test
    void keepsNamesAndRulesOfTheTableInItsNewCopy() throws Exception {
        change("CREATE INDEX " + name + "_told ON " + name + " (told)");
        List<String> before = shapeOfTable();
        try (TestService service = start()) {
            service.part(Projections.class).rebuild(name);
            await().atMost(LIMIT).until(() -> status(service).generation() == 1);
        }
        assertThat(shapeOfTable()).isEqualTo(before).hasSizeGreaterThan(3);
    }

    private List<String> shapeOfTable() throws SQLException {
        try (Connection connection = database.connectAs("token");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT indexdef AS part FROM pg_indexes WHERE tablename = '%1$s'
                        UNION ALL SELECT conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
                        WHERE conrelid = '%1$s'::regclass ORDER BY part
                        """.formatted(name))) {
            List<String> shape = new ArrayList<>();
            while (rows.next()) {
                shape.add(rows.getString(1));
            }
            return shape;
        }
    }

    @Test
    void takesInWhatWasParkedWhenANewVersionIsRebuilt() throws Exception {
        UserId user = newUser();
        long parked;
        try (TestService service = start();
                TopicWriter topic = new TopicWriter(KAFKA)) {
            service.append(0, blocked(user));
            awaitRow(service, user, 0, 1);
            long parkedBefore = parkedWhenCaughtUp(service);
            topic.write(topic.recordOf(1, new UserErased(user, Instant.EPOCH)));
            await().atMost(LIMIT).until(() -> status(service).parked() == parkedBefore + 1);
            parked = parkedBefore + 1;
        }
        try (TestService service =
                TestService.start(database, KAFKA, jdbc -> TestProjection.secondVersion(name, jdbc))) {
            assertThat(parkedWhenCaughtUp(service)).isEqualTo(parked);

            service.part(Projections.class).rebuild(name);

            awaitRow(service, user, 1, 2);
            assertThat(parkedWhenCaughtUp(service)).isLessThan(parked);
        }
    }

    @Test
    void readsATopicAgainThatHasLostItsRecords() throws Exception {
        UserId before = newUser();
        UserId after = newUser();
        try (TestService service = start()) {
            for (long sequence = 0; sequence < 5; sequence++) {
                service.append(sequence, byTurns(before, sequence));
            }
            awaitRow(service, before, 4, 5);
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA))) {
            admin.deleteTopics(List.of("latchkey.user")).all().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
        try (TestService service = start()) {
            service.append(0, blocked(after));

            awaitRow(service, after, 0, 1);
            awaitRow(service, before, 4, 5);
        }
    }

    @Test
    void refusesOrdersItDoesNotKnow() {
        try (TestService service = start()) {
            assertThat(service.part(Projections.class).rebuild("nothing")).isEmpty();
            assertThat(service.part(ProjectionsEndpoint.class)
                            .change("nothing", "rebuild", null)
                            .getStatus())
                    .isEqualTo(404);
            assertThat(service.part(ProjectionsEndpoint.class)
                            .change(name, "explode", null)
                            .getStatus())
                    .isEqualTo(400);
        }
    }

    private int rowsIn(TestService service) {
        return service.jdbc()
                .sql("SELECT count(*) FROM " + name)
                .query(Integer.class)
                .single();
    }

    private TestService start() {
        return TestService.start(database, KAFKA, jdbc -> TestProjection.firstVersion(name, jdbc));
    }

    private ProjectionWriter writerOf(TestService service) {
        FeedPositions positions = new FeedPositions(service.jdbc(), transactions(service));
        positions.register(name);
        return new ProjectionWriter(
                TestProjection.firstVersion(name, service.jdbc()),
                ProjectionPlace.LIVE,
                positions,
                new DeadLetters(service.jdbc()),
                transactions(service),
                service.jdbc());
    }

    private static TransactionTemplate transactions(TestService service) {
        return new TransactionTemplate(service.part(PlatformTransactionManager.class));
    }

    private static ConsumerRecord<byte[], byte[]> delivered(
            ProducerRecord<byte[], byte[]> sent, TopicPartition partition, long offset) {
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                offset,
                0,
                TimestampType.CREATE_TIME,
                sent.key().length,
                sent.value().length,
                sent.key(),
                sent.value(),
                sent.headers(),
                Optional.empty());
    }

    private void awaitRow(TestService service, UserId user, long sequence, int told) {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(service.jdbc()
                        .sql("SELECT sequence, told FROM " + name + " WHERE stream = ?")
                        .param(user.toString())
                        .query()
                        .listOfRows())
                .containsExactly(Map.of("sequence", sequence, "told", told)));
    }

    /** How many records are parked once everything on Kafka has been seen. */
    private long parkedWhenCaughtUp(TestService service) {
        return await().atMost(LIMIT)
                .until(() -> status(service), status -> status.lag() == 0)
                .parked();
    }

    private List<String> reasonsOf(TestService service) {
        return service.jdbc()
                .sql("SELECT reason FROM dead_letter WHERE projection = ?")
                .param(name)
                .query(String.class)
                .list();
    }

    private Status status(TestService service) {
        return service.part(Projections.class).find(name).orElseThrow();
    }

    /**
     * Ends the connection of the feed while it waits for its table, as an operator or a failover would: once when it tries
     * all records together and once when it tries this one alone.
     */
    private void awaitInterruptions() throws SQLException {
        Set<Long> interrupted = new HashSet<>();
        try (Connection operator = database.connectAsSuperuser();
                Statement statement = operator.createStatement()) {
            await().atMost(LIMIT).until(() -> {
                try (ResultSet waiting = statement.executeQuery("SELECT pid, pg_terminate_backend(pid) FROM pg_locks"
                        + " WHERE NOT granted AND relation = 'token." + name + "'::regclass")) {
                    while (waiting.next()) {
                        interrupted.add(waiting.getLong("pid"));
                    }
                }
                return interrupted.size() >= 2;
            });
        }
    }

    private void change(String sql) throws SQLException {
        try (Connection connection = database.connectAs("token");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
