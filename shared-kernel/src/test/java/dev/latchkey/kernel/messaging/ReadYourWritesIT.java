package dev.latchkey.kernel.messaging;

import static dev.latchkey.kernel.events.TestEvents.byTurns;
import static dev.latchkey.kernel.events.TestEvents.newUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.latchkey.kernel.TestService;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.testing.Backends;
import dev.latchkey.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who writes and then reads finds what they wrote, and nobody waits for a Kafka that is away. */
class ReadYourWritesIT {

    private static final String NAME = "read_your_writes";
    private static final String KAFKA = Backends.shared().kafkaBootstrapServers();

    private TestDatabase database;

    @BeforeEach
    void makeTable() throws SQLException {
        database = Backends.shared().newDatabase();
        TestService.withoutKafka(database).close();
        try (Connection connection = database.connectAs("token");
                Statement statement = connection.createStatement()) {
            statement.execute(TestProjection.tableOf(NAME));
        }
    }

    private TestService start(String kafka) {
        return TestService.start(database, kafka, jdbc -> TestProjection.secondVersion(NAME, jdbc));
    }

    @Test
    void findsAtOnceWhatWasWritten() {
        UserId user = newUser();
        try (TestService service = start(KAFKA)) {
            service.append(0, byTurns(user, 0));
            await().atMost(TopicReader.LIMIT)
                    .until(() -> !positionsOf(service, user).isEmpty());
            for (long sequence = 1; sequence <= 10; sequence++) {
                service.append(sequence, byTurns(user, sequence));

                service.part(RelayedWrites.class).await();
                service.part(FreshProjections.class).await(NAME);

                assertThat(positionsOf(service, user)).containsExactly(sequence);
            }
        }
    }

    @Test
    void goesOnWithWhatItHasWhileKafkaIsAway() {
        UserId user = newUser();
        try (TestService service = start("localhost:1")) {
            service.append(0, byTurns(user, 0));

            service.part(RelayedWrites.class).await();
            service.part(FreshProjections.class).await(NAME);
            service.part(FreshProjections.class).await(NAME);

            assertThat(positionsOf(service, user)).isEmpty();
        }
    }

    private static List<Long> positionsOf(TestService service, UserId user) {
        return service.jdbc()
                .sql("SELECT sequence FROM " + NAME + " WHERE stream = ?")
                .param(user.toString())
                .query(Long.class)
                .list();
    }
}
