package dev.latchkey.kernel.messaging;

import static dev.latchkey.kernel.events.TestEvents.blocked;
import static dev.latchkey.kernel.events.TestEvents.byTurns;
import static dev.latchkey.kernel.events.TestEvents.newUser;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.kernel.TestService;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.testing.Backends;
import dev.latchkey.testing.StoppableKafka;
import dev.latchkey.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.axonframework.messaging.MetaData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RelayIT {

    private static final StoppableKafka KAFKA = StoppableKafka.stopped();

    private TestDatabase database;
    private TestService service;

    @BeforeAll
    static void startKafka() {
        KAFKA.start();
    }

    @AfterAll
    static void stopKafka() {
        KAFKA.close();
    }

    @BeforeEach
    void startService() {
        database = Backends.shared().newDatabase();
        service = TestService.start(database, KAFKA.bootstrapServers());
    }

    @AfterEach
    void stopService() {
        service.close();
    }

    @Test
    void losesNothingOfATransactionThatCommitsLate() throws Exception {
        UserId late = newUser();
        UserId early = newUser();
        overtake(() -> service.append(0, blocked(late)), () -> service.append(0, blocked(early)), early);

        assertThat(streams(Map.of(late.toString(), 1))).containsEntry(late.toString(), List.of(0L));
    }

    @Test
    void losesNothingWhenTheWritersClockIsSlow() throws Exception {
        UserId late = newUser();
        UserId early = newUser();
        Instant slow = Instant.now().minus(Duration.ofMinutes(10));
        overtake(
                () -> service.append(0, blocked(late), MetaData.emptyInstance(), slow),
                () -> service.append(0, blocked(early), MetaData.emptyInstance(), slow),
                early);

        assertThat(streams(Map.of(late.toString(), 1))).containsEntry(late.toString(), List.of(0L));
    }

    @Test
    void losesNothingHoweverManyOvertake() throws Exception {
        UserId late = newUser();
        UserId early = newUser();
        overtake(
                () -> service.append(0, blocked(late)),
                () -> {
                    skipIndexes(20_000);
                    service.append(0, blocked(early));
                },
                early);

        assertThat(streams(Map.of(late.toString(), 1))).containsEntry(late.toString(), List.of(0L));
    }

    @Test
    void carriesFactsThatOnlyANewerVersionKnows() {
        UserId user = newUser();
        service.append(0, blocked(user));
        service.inTransaction(() -> service.jdbc()
                .sql("UPDATE domain_event SET event_name = 'user-promoted', event_revision = '7'")
                .update());
        service.append(1, byTurns(user, 1));

        assertThat(streams(Map.of(user.toString(), 2))).containsEntry(user.toString(), List.of(0L, 1L));
    }

    /** Lets the first append begin, the second append commit and reach Kafka, and only then the first commit. */
    private void overtake(Runnable first, Runnable second, UserId second_) throws Exception {
        UserId before = newUser();
        service.append(0, blocked(before));
        streams(Map.of(before.toString(), 1));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch overtaken = new CountDownLatch(1);
        Thread slow = Thread.ofPlatform().start(() -> service.inTransaction(() -> {
            first.run();
            begun.countDown();
            await(overtaken);
        }));
        await(begun);
        second.run();
        streams(Map.of(second_.toString(), 1));
        overtaken.countDown();
        slow.join(Duration.ofSeconds(10));
    }

    private void skipIndexes(long howMany) {
        service.jdbc()
                .sql("SELECT setval(seq, nextval(seq) + ?) FROM"
                        + " (SELECT pg_get_serial_sequence('domain_event', 'global_index')::regclass AS seq) AS s")
                .param(howMany)
                .query(Long.class)
                .single();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(9, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static Map<String, List<Long>> streams(Map<String, Integer> expected) {
        try (TopicReader topic = TopicReader.of(KAFKA.bootstrapServers(), "latchkey.user")) {
            return topic.readStreams(expected);
        }
    }
}
