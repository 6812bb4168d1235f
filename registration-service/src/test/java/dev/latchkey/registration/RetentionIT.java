package dev.latchkey.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.latchkey.kernel.challenge.ChallengeRetention;
import dev.latchkey.kernel.challenge.IssuedChallenges;
import dev.latchkey.kernel.events.ChallengeIssued;
import dev.latchkey.kernel.values.Purpose;
import dev.latchkey.kernel.values.SessionId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServiceTest
class RetentionIT {

    @Autowired
    private ChallengeRetention retention;

    @Autowired
    private IssuedChallenges issued;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void deletesWhatIsOlderThanTheRetentionAndHasReachedKafka() {
        SessionId old = issue(Duration.ofDays(31));
        SessionId young = issue(Duration.ofDays(29));
        awaitRelayed();

        retention.sweep();

        assertThat(isKept(old)).isFalse();
        assertThat(isKept(young)).isTrue();
    }

    @Test
    void keepsWhatKafkaHasNotYetSeen() {
        SessionId old = issue(Duration.ofDays(31));
        awaitRelayed();
        // As if the relay stood right before it.
        jdbc.sql("UPDATE relay_position SET last_index = 0").update();

        retention.sweep();

        assertThat(isKept(old)).isTrue();
    }

    private void awaitRelayed() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> jdbc.sql("""
                        SELECT last_index = (SELECT max(global_index) FROM domain_event) FROM relay_position
                        """).query(Boolean.class).single());
    }

    private SessionId issue(Duration age) {
        Instant then = Instant.now().minus(age);
        byte[] random = new byte[10];
        new SecureRandom().nextBytes(random);
        SessionId session = SessionId.at(then, random);
        issued.record(new ChallengeIssued(
                session,
                Purpose.SIGNUP,
                then,
                then.plusSeconds(60),
                "demo",
                "realm",
                null,
                "localhost",
                null,
                List.of(),
                null,
                null));
        return session;
    }

    private boolean isKept(SessionId session) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM domain_event WHERE stream_id = ?)")
                .param(session.toString())
                .query(Boolean.class)
                .single();
    }
}
