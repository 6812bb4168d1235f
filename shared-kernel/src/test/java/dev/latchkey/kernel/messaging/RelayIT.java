package dev.latchkey.kernel.messaging;

import static dev.latchkey.kernel.events.TestEvents.blocked;
import static dev.latchkey.kernel.events.TestEvents.byTurns;
import static dev.latchkey.kernel.events.TestEvents.newUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.latchkey.kernel.TestService;
import dev.latchkey.kernel.values.SessionId;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.testing.Backends;
import dev.latchkey.testing.StoppableKafka;
import dev.latchkey.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.axonframework.messaging.MetaData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is committed in the event store arrives on Kafka: all of it, in order per stream. */
class RelayIT {

    private static final Duration LIMIT = TopicReader.LIMIT;
    private static final StoppableKafka KAFKA = StoppableKafka.stopped();
    private static final int WRITERS = 6;
    private static final int TRANSACTIONS_OF_EACH = 40;

    private TestDatabase database;

    @BeforeAll
    static void startKafka() {
        KAFKA.start();
    }

    @AfterAll
    static void stopKafka() {
        KAFKA.close();
    }

    @BeforeEach
    void makeDatabase() {
        database = Backends.shared().newDatabase();
    }

    @Test
    void losesNothingOfATransactionThatLaterOnesOvertake() throws Exception {
        UserId late = newUser();
        UserId early = newUser();
        try (TestService service = start()) {
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch overtaken = new CountDownLatch(1);
            Thread slow = Thread.ofPlatform()
                    .start(() -> service.inTransaction(() -> {
                        takeTime(service);
                        service.append(0, blocked(late));
                        begun.countDown();
                        awaitLatch(overtaken);
                    }));
            awaitLatch(begun);
            service.append(0, blocked(early));
            assertThat(arrived(Map.of(early, 1))).doesNotContainKey(late.toString());

            overtaken.countDown();

            assertThat(arrived(Map.of(late, 1))).containsEntry(late.toString(), List.of(0L));
            slow.join(LIMIT);
        }
    }

    @Test
    void carriesTheFactsOfManyWritersInTheOrderOfTheirStreams() throws Exception {
        List<UserId> streams =
                Stream.generate(() -> newUser()).limit(WRITERS * 2L).toList();
        try (TestService service = start();
                ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
            List<Future<?>> ends = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int seed = writer;
                ends.add(writers.submit(() -> writeTwoStreams(service, streams, seed)));
            }
            for (Future<?> end : ends) {
                end.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            }

            List<Long> all = LongStream.range(0, TRANSACTIONS_OF_EACH).boxed().toList();
            Map<UserId, Integer> expected = new LinkedHashMap<>();
            streams.forEach(stream -> expected.put(stream, TRANSACTIONS_OF_EACH));
            assertThat(arrived(expected))
                    .containsAllEntriesOf(streams.stream()
                            .collect(LinkedHashMap::new, (map, id) -> map.put(id.toString(), all), Map::putAll));
        }
    }

    /** Each transaction appends to two streams; every fifth is undone first, every seventh lasts. */
    private static void writeTwoStreams(TestService service, List<UserId> streams, int writer) {
        Random random = new Random(writer);
        for (int number = 0; number < TRANSACTIONS_OF_EACH; number++) {
            long sequence = number;
            if (number % 5 == 0) {
                service.undo(() -> service.append(sequence, byTurns(streams.get(writer * 2), sequence)));
            }
            service.inTransaction(() -> {
                service.append(sequence, byTurns(streams.get(writer * 2), sequence));
                if (sequence % 7 == 0) {
                    service.jdbc()
                            .sql("SELECT pg_sleep(?)")
                            .param(random.nextDouble(0.05))
                            .query()
                            .singleRow();
                }
                service.append(sequence, byTurns(streams.get(writer * 2 + 1), sequence));
            });
        }
    }

    @Test
    void goesOnWhereItStopped() throws Exception {
        UserId user = newUser();
        try (TestService service = start()) {
            service.append(0, byTurns(user, 0));
            arrived(Map.of(user, 1));
        }
        try (TestService service = start()) {
            service.append(1, byTurns(user, 1));
            assertThat(arrived(Map.of(user, 2))).containsEntry(user.toString(), List.of(0L, 1L));
        }
    }

    @Test
    void catchesUpInOrderWhenKafkaHasBeenAway() throws Exception {
        List<UserId> users = List.of(newUser(), newUser(), newUser());
        try (TestService service = start()) {
            users.forEach(user -> service.append(0, byTurns(user, 0)));
            arrived(Map.of(users.get(0), 1, users.get(1), 1, users.get(2), 1));

            KAFKA.stop();
            for (long sequence = 1; sequence < 30; sequence++) {
                long next = sequence;
                users.forEach(user -> service.append(next, byTurns(user, next)));
            }
            await().atMost(LIMIT).until(() -> service.part(Relay.class).state() == RelayState.RETRYING);
            KAFKA.start();

            Map<String, List<Long>> streams = arrived(Map.of(users.get(0), 30, users.get(1), 30, users.get(2), 30));
            for (UserId user : users) {
                assertThat(streams.get(user.toString()))
                        .isEqualTo(LongStream.range(0, 30).boxed().toList());
            }
        } finally {
            KAFKA.start();
        }
    }

    @Test
    void tellsHowFarKafkaIsBehindOnAnyInstance() throws Exception {
        UserId user = newUser();
        try (TestService relaying = start();
                TestService standingBy = start()) {
            relaying.append(0, byTurns(user, 0));
            arrived(Map.of(user, 1));
            await().atMost(LIMIT).until(() -> meter(relaying, "lag") == 0 && meter(standingBy, "lag") == 0);
            assertThat(meter(relaying, "age")).isZero();

            KAFKA.stop();
            Instant anHourAgo = Instant.now().minus(Duration.ofHours(1));
            relaying.append(1, byTurns(user, 1), MetaData.emptyInstance(), anHourAgo);
            relaying.append(2, byTurns(user, 2));

            await().atMost(LIMIT).until(() -> meter(relaying, "lag") == 2 && meter(standingBy, "lag") == 2);
            assertThat(meter(relaying, "age")).isGreaterThanOrEqualTo(3600);
            assertThat(meter(standingBy, "age")).isGreaterThanOrEqualTo(3600);
            relaying.loseDatabase();
            await().atMost(LIMIT).until(() -> Double.isNaN(meter(relaying, "lag")));
            assertThat(meter(standingBy, "lag")).isEqualTo(2);
            KAFKA.start();
            await().atMost(LIMIT).until(() -> meter(standingBy, "lag") == 0);
        } finally {
            KAFKA.start();
        }
    }

    private static double meter(TestService service, String name) {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        service.part(RelayMetrics.class).bindTo(meters);
        return meters.get("latchkey.relay." + name).gauge().value();
    }

    @Test
    void startsWithoutKafkaAndStopsWithoutIt() throws Exception {
        UserId user = newUser();
        KAFKA.stop();
        try {
            try (TestService service = start()) {
                service.append(0, blocked(user));
            }
            assertThat(threads()).noneMatch(name -> name.equals("relay"));
        } finally {
            KAFKA.start();
        }
        try (TestService service = start()) {
            service.append(1, byTurns(user, 1));
            assertThat(arrived(Map.of(user, 2))).containsEntry(user.toString(), List.of(0L, 1L));
        }
    }

    @Test
    void standsByAndTakesOverFromAnInstanceThatDied() throws Exception {
        UserId user = newUser();
        try (TestService first = start()) {
            await().atMost(LIMIT).until(() -> first.part(Relay.class).state() == RelayState.RELAYING);
            try (TestService second = start()) {
                second.append(0, byTurns(user, 0));
                arrived(Map.of(user, 1));
                assertThat(second.part(Relay.class).state()).isEqualTo(RelayState.STANDBY);

                first.loseDatabase();
                second.append(1, byTurns(user, 1));

                assertThat(arrived(Map.of(user, 2))).containsEntry(user.toString(), List.of(0L, 1L));
                assertThat(second.part(Relay.class).state()).isEqualTo(RelayState.RELAYING);
            }
        }
    }

    @Test
    void mindsNoClaimFromBeforeTheClockWasSetBack() throws Exception {
        UserId user = newUser();
        try (TestService service = TestService.withoutKafka(database)) {
            service.inTransaction(() -> service.jdbc()
                    .sql("UPDATE relay_position SET owner = 'dead', claimed_until = now() + interval '1 hour'")
                    .update());
        }
        try (TestService service = start()) {
            service.append(0, blocked(user));

            assertThat(arrived(Map.of(user, 1))).containsEntry(user.toString(), List.of(0L));
        }
    }

    @Test
    void saysWhatTheEnvelopePromisesAndNoMore() throws Exception {
        UserId user = newUser();
        SessionId session = SessionId.of("019a5c2e-1111-7222-8333-444455556666");
        Instant time = Instant.parse("2026-11-22T10:00:00.123Z");
        try (TestService service = start()) {
            service.append(0, blocked(user), CorrelationData.of(session, "cause"), time);

            ConsumerRecord<String, String> received = readOne(user);
            assertThat(received.topic()).isEqualTo("latchkey.user");
            assertThat(received.value())
                    .isEqualTo("{\"userId\":\"" + user + "\",\"blockedAt\":\"2026-11-22T10:00:00.123Z\"}");
            Map<String, String> headers = headersOf(received);
            assertThat(headers.remove("ce_id")).isEqualTo(onlyEventId(service));
            assertThat(headers.remove("ce_position")).isEqualTo("1");
            assertThat(headers)
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "ce_specversion", "1.0",
                            "ce_source", TestService.SOURCE,
                            "ce_type", "dev.latchkey.user-blocked",
                            "ce_time", "2026-11-22T10:00:00.123Z",
                            "ce_subject", user.toString(),
                            "ce_revision", "1",
                            "ce_sequence", "0",
                            "ce_correlationid", session.toString(),
                            "ce_causationid", "cause",
                            "content-type", "application/json"));
        }
    }

    @Test
    void carriesFactsThatOnlyAnotherVersionCanRead() throws Exception {
        UserId user = newUser();
        try (TestService service = TestService.withoutKafka(database)) {
            service.append(0, blocked(user));
            service.inTransaction(() -> service.jdbc()
                    .sql(
                            "UPDATE domain_event SET event_name = 'user-promoted', event_revision = '7', metadata = 'no json'")
                    .update());
        }
        try (TestService service = start()) {
            service.append(1, byTurns(user, 1));

            assertThat(arrived(Map.of(user, 2))).containsEntry(user.toString(), List.of(0L, 1L));
            assertThat(headersOf(readOne(user)))
                    .containsEntry("ce_type", "dev.latchkey.user-promoted")
                    .containsEntry("ce_revision", "7");
        }
    }

    @Test
    void leavesNoThreadBehind() throws Exception {
        UserId user = newUser();
        try (TestService service = start()) {
            service.append(0, blocked(user));
            arrived(Map.of(user, 1));
            assertThat(threads()).contains("relay");
        }

        await().atMost(LIMIT).untilAsserted(() -> assertThat(threads())
                .noneMatch(name -> name.equals("relay") || name.contains("kafka-producer-network")));
    }

    private TestService start() {
        return TestService.start(database, KAFKA.bootstrapServers());
    }

    /** Lifts the time limits of the transaction that runs: a slow machine must not end it before the test does. */
    private static void takeTime(TestService service) {
        service.jdbc().sql("SET LOCAL transaction_timeout = 0").update();
        service.jdbc().sql("SET LOCAL idle_in_transaction_session_timeout = 0").update();
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            if (!latch.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException(new TimeoutException("the other thread did not come"));
            }
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** The positions of all streams on Kafka, as soon as these have as many as expected. */
    private static Map<String, List<Long>> arrived(Map<UserId, Integer> expected) {
        Map<String, Integer> byName = new LinkedHashMap<>();
        expected.forEach((user, count) -> byName.put(user.toString(), count));
        try (TopicReader topic = TopicReader.of(KAFKA.bootstrapServers(), "latchkey.user")) {
            return topic.readStreams(byName);
        }
    }

    private static ConsumerRecord<String, String> readOne(UserId user) {
        try (TopicReader topic = TopicReader.of(KAFKA.bootstrapServers(), "latchkey.user")) {
            return topic
                    .readUntil(records ->
                            records.stream().anyMatch(each -> user.toString().equals(each.key())))
                    .stream()
                    .filter(each -> user.toString().equals(each.key()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Map<String, String> headersOf(ConsumerRecord<String, String> received) {
        Map<String, String> headers = new LinkedHashMap<>();
        received.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        assertThat(received.headers()).hasSize(headers.size());
        return headers;
    }

    private static String onlyEventId(TestService service) {
        return service.jdbc()
                .sql("SELECT event_id FROM domain_event")
                .query(String.class)
                .single();
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
    }
}
