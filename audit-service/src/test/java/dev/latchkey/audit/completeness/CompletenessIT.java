package dev.latchkey.audit.completeness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.latchkey.audit.ServiceTest;
import dev.latchkey.audit.TestEvent;
import dev.latchkey.audit.TestTopics;
import dev.latchkey.testing.HttpCaller;
import dev.latchkey.testing.TestIssuer;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is missing is noticed, and what is not is not, on a real Kafka. */
@ServiceTest
@TestPropertySource(properties = {"latchkey.audit.completeness.grace=1s", "latchkey.audit.completeness.interval=200ms"})
@ExtendWith(OutputCaptureExtension.class)
class CompletenessIT {

    @Autowired
    private TestTopics topics;

    @Autowired
    private HttpCaller caller;

    @Autowired
    private MeterRegistry meters;

    private final String source = TestEvent.newSource();

    @Test
    void noticesWhatIsLeftOutUntilItComesAfterAll(CapturedOutput output) throws Exception {
        topics.publish(event(1), event(2), event(5));

        waiting().until(() -> !missingOf(source).isEmpty());

        JsonNode missing = missingOf(source);
        assertThat(missing.size()).isEqualTo(1);
        assertThat(missing.get(0).get("from").longValue()).isEqualTo(3);
        assertThat(missing.get(0).get("to").longValue()).isEqualTo(4);
        assertThat(missing.get(0).get("since").asString()).isNotEmpty();
        assertThat(producer(source).get("highest").longValue()).isEqualTo(5);
        assertThat(look().get("complete").booleanValue()).isFalse();
        waiting().until(() -> gauge("latchkey.trail.gaps") >= 1);
        assertThat(health().at("/components/trail/status").asString()).isEqualTo("UP");
        assertThat(health().at("/components/trail/details/gaps").longValue()).isPositive();

        topics.publish(event(4));
        waiting().until(() -> missingOf(source).get(0).get("to").longValue() == 3);
        topics.publish(event(3));
        waiting().until(() -> missingOf(source).isEmpty());
        assertThat(output.getAll().split("3 to 4 of " + source, -1).length - 1).isEqualTo(1);
        assertThat(output.getAll()).doesNotContain("3 to 3 of " + source);
    }

    @Test
    void findsNothingMissingWhereARollbackLeftAPositionEmptyAndEventsComeTwice() throws Exception {
        TestEvent third = event(3);
        topics.publish(event(1), third, event(4), third);
        topics.publishVoid(source, "{[2,3)}");
        topics.publishVoid(source, "{[2,3)}");
        topics.publishVoid(source, "nonsense");
        topics.publishVoid(source, "{[9,3)}");

        seeTheGapOfAnother();

        assertThat(producer(source).get("highest").longValue()).isEqualTo(4);
        assertThat(missingOf(source).isEmpty()).isTrue();
        assertThat(givenAgain(source)).isZero();
    }

    @Test
    void noticesThatTheFirstEventsOfAStoreAreMissing() throws Exception {
        topics.publish(event(3));

        waiting().until(() -> !missingOf(source).isEmpty());

        assertThat(missingOf(source).get(0).get("from").longValue()).isEqualTo(1);
    }

    @Test
    void doesNotMissWhatAnOlderVersionSentWithoutPositions() throws Exception {
        topics.publish(event(0).with("ce_position", null), event(3));

        seeTheGapOfAnother();

        assertThat(missingOf(source).isEmpty()).isTrue();
        assertThat(producer(source).get("accounted_from").longValue()).isEqualTo(3);
    }

    @Test
    void tellsThatAProducerWasRestoredFromABackup(CapturedOutput output) throws Exception {
        topics.publish(event(1), event(2), event(3));
        TestEvent again = event(2);
        topics.publish(again);

        waiting().until(() -> givenAgain(source) == 1);

        assertThat(output.getAll()).contains("position 2 of " + source + " is given to another event, " + again.id());
        waiting().until(() -> gauge("latchkey.trail.positions.given.again") >= 1);
        assertThat(look().get("complete").booleanValue()).isFalse();
    }

    @Test
    void tellsThatAnEventComesAtAPositionThatShouldStayEmpty() throws Exception {
        topics.publish(event(1));
        topics.publishVoid(source, "{[2,3)}");
        waiting().until(() -> missingOf(source) != null);
        topics.publish(event(3));
        waiting().until(() -> producer(source).get("highest").longValue() == 3);
        seeTheGapOfAnother();

        topics.publish(event(2));

        waiting().until(() -> givenAgain(source) == 1);
    }

    @Test
    void noticesAHoleInAStream() throws Exception {
        String subject = source.substring(6);
        topics.publish(
                event(1).withKey(subject).with("ce_subject", subject).with("ce_sequence", "0"),
                event(2).withKey(subject).with("ce_subject", subject).with("ce_sequence", "1"),
                event(3).withKey(subject).with("ce_subject", subject).with("ce_sequence", "3"));

        waiting().until(() -> holesOf(subject) != null);
        assertThat(holesOf(subject).get(0).get("from").longValue()).isEqualTo(2);
        topics.publish(event(4).withKey(subject).with("ce_subject", subject).with("ce_sequence", "2"));
        waiting().until(() -> holesOf(subject) == null);
    }

    private TestEvent event(long position) {
        return TestEvent.of(source, position, "latchkey.user", "{}".getBytes(StandardCharsets.UTF_8))
                .withKey("one");
    }

    /** Something else is missing for as long as this, and was noticed: so this would have been. */
    private void seeTheGapOfAnother() throws Exception {
        waiting().until(() -> producer(source) != null);
        String other = TestEvent.newSource();
        topics.publish(TestEvent.of(other, 2, "{}"));
        waiting().until(() -> !missingOf(other).isEmpty());
    }

    private JsonNode look() {
        return HttpCaller.json(caller.get("/audit/v1/completeness", TestIssuer.token("read:audit")));
    }

    private JsonNode producer(String of) {
        for (JsonNode producer : look().get("producers")) {
            if (producer.get("source").asString().equals(of)) {
                return producer;
            }
        }
        return null;
    }

    private JsonNode missingOf(String of) {
        JsonNode producer = producer(of);
        return producer == null ? JsonMapper.shared().createArrayNode() : producer.get("missing");
    }

    private JsonNode holesOf(String subject) {
        for (JsonNode stream : look().get("streams")) {
            if (stream.get("stream").asString().equals("latchkey.user/" + subject)) {
                return stream.get("missing");
            }
        }
        return null;
    }

    private long givenAgain(String of) {
        long count = 0;
        for (JsonNode given : look().get("positions_given_again")) {
            count += given.get("source").asString().equals(of) ? 1 : 0;
        }
        return count;
    }

    private JsonNode health() {
        return HttpCaller.json(
                caller.send(caller.managementRequest("/actuator/health").GET()));
    }

    private double gauge(String name) {
        return meters.get(name).gauge().value();
    }

    private static ConditionFactory waiting() {
        return await().atMost(Duration.ofSeconds(60));
    }
}
