package dev.latchkey.audit.proof.anchor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.latchkey.audit.ServiceTest;
import dev.latchkey.audit.TestEntries;
import dev.latchkey.audit.TestEvent;
import dev.latchkey.audit.trail.Entry;
import dev.latchkey.audit.trail.Trail;
import dev.latchkey.kernel.messaging.KafkaSettings;
import dev.latchkey.kernel.messaging.KafkaSettings.TopicSettings;
import dev.latchkey.kernel.messaging.OrderedTopic;
import dev.latchkey.proof.head.AnchorRecord;
import dev.latchkey.proof.tree.TreeHash;
import dev.latchkey.testing.StoppableKafka;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** Heads on their way to places that are there, away or slow. */
@ServiceTest
@TestPropertySource(
        properties = {
            "latchkey.audit.tree-heads.interval=100ms",
            "latchkey.audit.tree-heads.anchors.interval=100ms",
            "latchkey.audit.tree-heads.anchors.topic.enabled=true",
        })
@Import(AnchoringIT.Places.class)
class AnchoringIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Autowired
    private TestEntries entries;

    @Autowired
    private Trail trail;

    @Autowired
    private Place place;

    @Autowired
    private KafkaSettings kafka;

    @Autowired
    private MeterRegistry meters;

    @Test
    void bringsEveryLeafThereOnceThePlaceIsBack() {
        place.away = true;
        append(10);
        await().atMost(LIMIT).until(() -> failures() >= 1 && behind() >= 1);
        append(10);
        long size = trail.size();

        place.away = false;
        await().atMost(LIMIT).until(() -> place.end() == size);

        assertThat(place.leaves()).containsExactlyElementsOf(leavesOfTheTrail());
        await().atMost(LIMIT).until(() -> behind() == 0);
    }

    @Test
    void bringsManyLeavesInSeveralRecords() {
        append(AnchorRecord.MOST_LEAVES + 100);
        long size = trail.size();

        await().atMost(LIMIT).until(() -> place.end() == size);

        assertThat(place.kept).allMatch(record -> record.count() <= AnchorRecord.MOST_LEAVES);
        assertThat(place.leaves()).containsExactlyElementsOf(leavesOfTheTrail());
    }

    @Test
    void sendsThemToATopicOfOnePartition() throws Exception {
        append(5);
        long size = trail.size();

        try (KafkaConsumer<String, String> consumer = consumer(kafka.bootstrapServers())) {
            List<String> values = new ArrayList<>();
            await().atMost(LIMIT).until(() -> {
                for (ConsumerRecord<String, String> each : consumer.poll(Duration.ofMillis(200))) {
                    values.add(each.value());
                }
                return !values.isEmpty()
                        && AnchorRecord.parse(values.getLast()).getFirst().to() >= size;
            });
            long next = 0;
            for (String value : values) {
                AnchorRecord record = AnchorRecord.parse(value).getFirst();
                assertThat(record.from()).isEqualTo(next);
                next = record.to();
            }
            assertThat(consumer.partitionsFor(TopicAnchor.TOPIC)).hasSize(1);
        }
    }

    @Test
    void aTopicThatIsAwayRefusesInBoundedTimeAndTakesItLater() throws Exception {
        try (StoppableKafka away = StoppableKafka.stopped();
                TopicAnchor anchor = new TopicAnchor(new OrderedTopic(
                        new KafkaSettings(away.bootstrapServers(), Map.of(), new TopicSettings(1, (short) 1)),
                        TopicAnchor.TOPIC))) {
            assertThatThrownBy(anchor::latest).isInstanceOf(IOException.class);
            assertThat(isTaken(anchor)).isFalse();
            away.start();
            await().atMost(LIMIT).until(() -> isEmpty(anchor));
            await().atMost(LIMIT).until(() -> isTaken(anchor));
            assertThat(anchor.latest()).map(AnchorRecord::head).contains("head");
        }
    }

    private static boolean isEmpty(TopicAnchor anchor) {
        try {
            return anchor.latest().isEmpty();
        } catch (IOException away) {
            return false;
        }
    }

    private static boolean isTaken(TopicAnchor anchor) throws InterruptedException {
        try {
            anchor.keep(1, TestRecords.from(0));
            return true;
        } catch (IOException away) {
            return false;
        }
    }

    private void append(int count) {
        String source = TestEvent.newSource();
        for (int start = 0; start < count; start += 500) {
            entries.take(LongStream.range(start, Math.min(count, start + 500))
                    .mapToObj(position -> TestEvent.of(source, position, "{}"))
                    .toList());
        }
    }

    private List<String> leavesOfTheTrail() {
        return trail.after(-1, 100_000).stream()
                .map(Entry::line)
                .map(TreeHash::leaf)
                .map(Place::hex)
                .toList();
    }

    private double failures() {
        return meters.get("latchkey.tree.head.anchor.failures")
                .tag("anchor", "test")
                .counter()
                .count();
    }

    private double behind() {
        return meters.get("latchkey.tree.head.anchor.behind")
                .tag("anchor", "test")
                .gauge()
                .value();
    }

    private static KafkaConsumer<String, String> consumer(String servers) {
        KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer());
        consumer.assign(List.of(new TopicPartition(TopicAnchor.TOPIC, 0)));
        return consumer;
    }

    /** A place that can be away. */
    static final class Place implements TreeHeadAnchor {

        private final List<AnchorRecord> kept = new CopyOnWriteArrayList<>();
        private volatile boolean away;

        @Override
        public String name() {
            return "test";
        }

        @Override
        public void keep(long headId, AnchorRecord record) throws IOException {
            if (away) {
                throw new IOException("nobody is there");
            }
            kept.add(record);
        }

        long end() {
            return kept.isEmpty() ? 0 : kept.getLast().to();
        }

        List<String> leaves() {
            return kept.stream()
                    .flatMap(record -> LongStream.range(record.from(), record.to())
                            .mapToObj(position -> hex(record.leaf(position))))
                    .toList();
        }

        static String hex(byte[] hash) {
            return HexFormat.of().formatHex(hash);
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Places {

        @Bean
        Place place() {
            return new Place();
        }
    }
}
