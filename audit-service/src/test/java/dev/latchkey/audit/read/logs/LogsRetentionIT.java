package dev.latchkey.audit.read.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.latchkey.audit.ServiceTest;
import dev.latchkey.audit.TestTopics;
import dev.latchkey.audit.TestVault;
import dev.latchkey.kernel.values.Purpose;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** Logs go with the entries that they were made of; on a database of its own, as what goes here is nobody else's. */
@ServiceTest
@Import(TestVault.class)
@TestPropertySource(properties = "latchkey.logs.environment-name=retention")
class LogsRetentionIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Autowired
    private TestTopics topics;

    @Autowired
    private TestVault vault;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private LogView view;

    @AfterEach
    void keepEverythingAgain() {
        jdbc.sql("UPDATE trail_head SET first_retained = 0").update();
    }

    @Test
    void goWithTheirEntriesAndWithWhatOnlyTheySaidOfPeople() throws Exception {
        TestFacts person = new TestFacts(topics, vault, "retained@latchkey.test");
        person.publish(person.created());
        person.publish(person.redeemed(Purpose.LOGIN, "192.0.2.99"));
        await().atMost(LIMIT).until(() -> logsOf(person) == 1 && valuesOf(person) == 3);

        view.expire();
        assertThat(logsOf(person)).isEqualTo(1);
        jdbc.sql("UPDATE trail_head SET first_retained = size").update();
        view.expire();

        assertThat(logsOf(person)).isZero();
        assertThat(valuesOf(person)).as("the name, which is the person's").isEqualTo(1);
    }

    private long logsOf(TestFacts person) {
        return count("log", person);
    }

    private long valuesOf(TestFacts person) {
        return count("log_value", person);
    }

    private long count(String table, TestFacts person) {
        return jdbc.sql("SELECT count(*) FROM " + table + " WHERE user_id = ?")
                .param(person.user.toString())
                .query(Long.class)
                .single();
    }
}
