package dev.latchkey.audit.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.latchkey.audit.ServiceTest;
import dev.latchkey.audit.TestEvent;
import dev.latchkey.audit.TestTopics;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From a real Kafka into the trail. */
@ServiceTest
class TrailFeedIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Autowired
    private TestTopics topics;

    @Autowired
    private Trail trail;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void takesEveryTopicInAndChangesNothingWhenTheyAreReadAgain() throws Exception {
        String source = TestEvent.newSource();
        List<TestEvent> events = IntStream.range(0, 60)
                .mapToObj(number -> TestEvent.of(
                        source,
                        number,
                        List.of(
                                        "latchkey.challenge",
                                        "latchkey.auth-session",
                                        "latchkey.user",
                                        "latchkey.credential",
                                        "latchkey.grant",
                                        "latchkey.tenant")
                                .get(number % 6),
                        "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .toList();
        topics.publish(events);
        await().atMost(LIMIT).until(() -> idsOf(source).size() == 60);

        // As an operator who lost the positions: every feed starts from the beginning of its topics.
        jdbc.sql("UPDATE projection SET generation = generation + 1").update();
        jdbc.sql("DELETE FROM projection_position").update();
        TestEvent last = TestEvent.of(source, 60, "{}");
        topics.publish(last);
        await().atMost(LIMIT).until(() -> idsOf(source).contains(last.id()));
        await().atMost(LIMIT)
                .until(() -> jdbc.sql("SELECT coalesce(sum(next_offset), 0) FROM projection_position")
                                .query(Long.class)
                                .single()
                        >= 61);

        assertThat(idsOf(source)).hasSize(61).doesNotHaveDuplicates();
        assertThat(trail.after(-1, 100_000)).extracting(Entry::position).isSorted();
    }

    private List<String> idsOf(String source) {
        return trail.after(-1, 100_000).stream()
                .filter(entry -> entry.source().equals(source))
                .map(Entry::id)
                .toList();
    }
}
